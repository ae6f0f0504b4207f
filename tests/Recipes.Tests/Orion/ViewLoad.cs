namespace Recipes.Tests.Orion;

/// <summary>Viewers that look at videos without end: off-chain rows, which are on no chain. Each is sent until it is taken.</summary>
internal sealed class ViewLoad : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly HashSet<Guid> taken = [];
    private readonly Task sending;

    public ViewLoad(OrionSite site) => sending = Task.Run(() => SendAsync(site));

    /// <summary>Ends the load.</summary>
    /// <returns>The views that were acknowledged.</returns>
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

    private async Task SendAsync(OrionSite site)
    {
        while (!stop.IsCancellationRequested)
        {
            var view = Guid.NewGuid();
            while (!stop.IsCancellationRequested && !await site.TryViewAsync(view))
            {
                await Task.Delay(50, CancellationToken.None);
            }

            if (!stop.IsCancellationRequested)
            {
                taken.Add(view);
            }

            await Task.Delay(20, CancellationToken.None);
        }
    }
}
