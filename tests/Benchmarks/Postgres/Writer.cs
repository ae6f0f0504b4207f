using System.Diagnostics;
using System.Globalization;
using Cake.Frosting.Release.Postgres;

namespace Benchmarks.Postgres;

/// <summary>A service that writes meanwhile: how long its commits wait for a backup.</summary>
internal static class Writer
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Commits a row every few milliseconds for as long as the work takes.</summary>
    public static async Task<string[]> MeasureAsync(Func<Task> work)
    {
        await using var session = await Session.OpenAsync(
            BenchCluster.FromEnvironment(),
            BenchCluster.Database,
            default
        );
        var waits = new List<double>();
        var task = Task.Run(work);
        while (!task.IsCompleted)
        {
            var began = Stopwatch.GetTimestamp();
            await session.ExecuteAsync("INSERT INTO ticks DEFAULT VALUES", default);
            waits.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            await Task.Delay(Pause);
        }

        await task;
        waits.Sort();
        return
        [
            waits.Count.ToString("N0", CultureInfo.InvariantCulture),
            Milliseconds(waits[waits.Count / 2]),
            Milliseconds(waits[waits.Count * 99 / 100]),
            Milliseconds(waits[^1]),
        ];
    }

    private static string Milliseconds(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
}
