namespace Recipes.Tests.Atmosphere;

/// <summary>What users see during a release: most of them through the server in front, a tester past it.</summary>
internal sealed class Visitors : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Task looking;

    public Visitors(AtmosphereSite site) => looking = Task.Run(() => LookAsync(site));

    /// <summary>The statuses that the front page had.</summary>
    public HashSet<int> Statuses { get; } = [];

    /// <summary>Whether the maintenance page was seen.</summary>
    public bool SawPage { get; private set; }

    /// <summary>Whether one who is exempt got in while everybody else was kept out.</summary>
    public bool TesterWasAlone { get; private set; }

    public async Task StopAsync()
    {
        await stop.CancelAsync();
        await looking;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stop.Dispose();
    }

    private async Task LookAsync(AtmosphereSite site)
    {
        while (!stop.IsCancellationRequested)
        {
            var (status, body) = await site.GetAsync("application");
            Statuses.Add(status);
            SawPage |= status == 503 && body.Contains("<h1>Maintenance</h1>", StringComparison.Ordinal);
            if ((await site.GetAsync("api/v2/version", past: true)).Status == 503)
            {
                TesterWasAlone |=
                    (await site.GetAsync("api/v2/version", past: true, AtmosphereSite.Tester)).Status == 200;
            }

            await Task.Delay(50, CancellationToken.None);
        }
    }
}
