using System.Diagnostics;
using Cake.Frosting.Release.Journal;
using Recipes.Tests.Utilitarian;

namespace Benchmarks.Downtime;

/// <summary>What was measured of one release.</summary>
/// <param name="Refused">How long readings were not taken, in seconds.</param>
/// <param name="Failed">How many readings were not taken.</param>
/// <param name="Longest">The longest time without one being taken, in seconds.</param>
/// <param name="Front">How long the front page was away, in seconds.</param>
/// <param name="Total">From the first command to the last, in seconds.</param>
/// <param name="Lost">Readings that were acknowledged and are not in the database.</param>
/// <param name="Steps">What the journal says of each step, in seconds; nothing for a script.</param>
internal sealed record Upgrade(
    double Refused,
    int Failed,
    double Longest,
    double Front,
    double Total,
    int Lost,
    IReadOnlyList<(string Id, double Seconds)> Steps
)
{
    /// <summary>Releases a site that was just brought up, under readings of meters and readers of its front page.</summary>
    /// <param name="version">The version.</param>
    /// <param name="release">The release; its exit code.</param>
    /// <param name="exitCode">With which exit code it is to end.</param>
    public static async Task<Upgrade> MeasureAsync(
        string version,
        Func<UtilitarianSite, Task<int>> release,
        int exitCode
    )
    {
        using var site = UtilitarianSite.Start();
        NewVersion.Build(site);
        site.Forget(version);
        site.Sql(NewVersion.Fill);
        using var client = new HttpClient
        {
            BaseAddress = new Uri(FormattableString.Invariant($"http://127.0.0.1:{site.Port}")),
            Timeout = TimeSpan.FromSeconds(5),
        };
        client.DefaultRequestHeaders.Host = "localhost";
        while (!await AnswersAsync(() => client.GetAsync("/")))
        {
            await Task.Delay(100);
        }

        var taken = new List<Guid>();
        using var meters = new Asking(async () =>
        {
            var reading = Guid.NewGuid();
            var isTaken = await AnswersAsync(() => client.PostAsync($"/readings/{reading}/", null));
            if (isTaken)
            {
                taken.Add(reading);
            }

            return isTaken;
        });
        using var readers = new Asking(() => AnswersAsync(() => client.GetAsync("/")));
        await Task.Delay(TimeSpan.FromSeconds(1));
        var began = Stopwatch.GetTimestamp();
        var code = await release(site);
        var total = Stopwatch.GetElapsedTime(began);
        await meters.EndAsync();
        await readers.EndAsync();
        if (code != exitCode)
        {
            throw new InvalidOperationException($"The release of {version} ended with {code}.");
        }

        return new Upgrade(
            meters.Away.TotalSeconds,
            meters.Failed,
            meters.Longest.TotalSeconds,
            readers.Away.TotalSeconds,
            total.TotalSeconds,
            taken.Except(site.Readings()).Count(),
            StepsOf(site)
        );
    }

    private static IReadOnlyList<(string Id, double Seconds)> StepsOf(UtilitarianSite site)
    {
        var directory = Path.Combine(site.Root, ".release", "journal");
        if (!Directory.Exists(directory))
        {
            return [];
        }

        var record = new JournalStore(directory).ReadLatest()!;
        var undone = record
            .Steps.Where(step => step.UndoStartedAt is not null)
            .OrderBy(step => step.UndoStartedAt)
            .ToList();
        return
        [
            .. record
                .Steps.Where(step => step.HasBegun)
                .Select(step => (step.Id, (step.BeforeUndo ?? step).Elapsed.TotalSeconds)),
            // The journal has when an undo began; the next one begins when it has ended.
            .. undone
                .Zip(undone.Skip(1))
                .Select(pair =>
                    (
                        $"undo of {pair.First.Id}",
                        (pair.Second.UndoStartedAt - pair.First.UndoStartedAt)!.Value.TotalSeconds
                    )
                ),
        ];
    }

    private static async Task<bool> AnswersAsync(Func<Task<HttpResponseMessage>> request)
    {
        try
        {
            using var response = await request();
            return response.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
