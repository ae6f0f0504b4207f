namespace Recipes.Tests.Utilitarian;

/// <summary>Meters that send readings without end; each is sent until it is taken.</summary>
internal sealed class MeterLoad : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly HashSet<Guid> taken = [];
    private readonly Task sending;

    public MeterLoad(UtilitarianSite site) => sending = Task.Run(() => SendAsync(site));

    /// <summary>Ends the load.</summary>
    /// <returns>The readings that were acknowledged.</returns>
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

    private async Task SendAsync(UtilitarianSite site)
    {
        while (!stop.IsCancellationRequested)
        {
            var reading = Guid.NewGuid();
            while (!stop.IsCancellationRequested)
            {
                if (await site.TrySendAsync(reading, CancellationToken.None))
                {
                    taken.Add(reading);
                    break;
                }

                await Task.Delay(50, CancellationToken.None);
            }

            await Task.Delay(10, CancellationToken.None);
        }
    }
}
