namespace Recipes.Tests.Orion;

/// <summary>Asks without end whether users are told that the site is closed, as the client does.</summary>
internal sealed class KillSwitchWatch : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly List<string> seen = [];
    private readonly Task asking;

    public KillSwitchWatch(OrionSite site) => asking = Task.Run(() => AskAsync(site));

    /// <summary>Ends the watch.</summary>
    /// <returns>What was seen, each state once for as long as it lasted; nothing while nobody answered.</returns>
    public async Task<string> EndAsync()
    {
        await stop.CancelAsync();
        await asking;
        return string.Join(", ", seen);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        stop.Dispose();
    }

    private async Task AskAsync(OrionSite site)
    {
        // Once more at the end, for what came last.
        for (var isLast = false; ; isLast = stop.IsCancellationRequested)
        {
            if (await site.IsKilledAsync() is { } killed)
            {
                var state = killed ? "closed" : "open";
                if (seen.LastOrDefault() != state)
                {
                    seen.Add(state);
                }
            }

            if (isLast)
            {
                return;
            }

            await Task.Delay(20, CancellationToken.None);
        }
    }
}
