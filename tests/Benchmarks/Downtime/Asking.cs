using System.Diagnostics;

namespace Benchmarks.Downtime;

/// <summary>A client that asks all the time, and remembers when it got no answer.</summary>
internal sealed class Asking : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly CancellationTokenSource stop = new();
    private readonly Func<Task<bool>> ask;
    private readonly List<TimeSpan> gaps = [];
    private readonly Task working;

    /// <param name="ask">One request: whether it was answered as it should be.</param>
    public Asking(Func<Task<bool>> ask)
    {
        this.ask = ask;
        working = Task.Run(AskOnAsync);
    }

    /// <summary>How many requests failed.</summary>
    public int Failed { get; private set; }

    /// <summary>From the first request that failed to the answer that came next, of all such times together.</summary>
    public TimeSpan Away => gaps.Aggregate(TimeSpan.Zero, (sum, gap) => sum + gap);

    /// <summary>The longest of these times.</summary>
    public TimeSpan Longest => gaps.DefaultIfEmpty().Max();

    /// <summary>Waits for an answer, so that the last gap is whole, and ends.</summary>
    public async Task EndAsync()
    {
        await stop.CancelAsync();
        await working;
    }

    public void Dispose() => stop.Dispose();

    private async Task AskOnAsync()
    {
        long? since = null;
        while (since is not null || !stop.IsCancellationRequested)
        {
            var began = Stopwatch.GetTimestamp();
            if (await ask())
            {
                if (since is { } first)
                {
                    gaps.Add(Stopwatch.GetElapsedTime(first));
                    since = null;
                }
            }
            else
            {
                since ??= began;
                Failed++;
            }

            await Task.Delay(Pause);
        }
    }
}
