namespace Recipes.Tests.Stacks;

/// <summary>Clients that write without end; each row is sent again until it is taken.</summary>
internal sealed class Load : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly HashSet<Guid> taken = [];
    private readonly Task sending;

    /// <summary>Begins.</summary>
    /// <param name="trySend">Sends a row once, and says whether it was acknowledged.</param>
    public Load(Func<Guid, Task<bool>> trySend) => sending = Task.Run(() => SendAsync(trySend));

    /// <summary>Ends the load.</summary>
    /// <returns>The rows that were acknowledged.</returns>
    public async Task<HashSet<Guid>> StopAsync()
    {
        await stop.CancelAsync();
        await sending;
        return taken;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stop.Dispose();
    }

    private async Task SendAsync(Func<Guid, Task<bool>> trySend)
    {
        while (!stop.IsCancellationRequested)
        {
            var row = Guid.NewGuid();
            while (!stop.IsCancellationRequested)
            {
                if (await trySend(row))
                {
                    taken.Add(row);
                    break;
                }

                await Task.Delay(50, CancellationToken.None);
            }

            await Task.Delay(20, CancellationToken.None);
        }
    }
}
