using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Postgres;

/// <summary>Measures from outside how far work is that does not tell: by the bytes that it leaves.</summary>
internal static class Watched
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Waits for the work, and measures it now and then; a measure that fails says nothing, and <c>null</c> is for work
    /// that tells by itself.
    /// </summary>
    public static async Task RunAsync(
        TimeProvider time,
        Task work,
        Func<CancellationToken, Task<long>>? measure,
        Action<long> report
    )
    {
        if (measure is null)
        {
            await work.ConfigureAwait(false);
            return;
        }

        using var over = new CancellationTokenSource();
        var watching = WatchAsync(time, measure, report, over.Token);
        try
        {
            await work.ConfigureAwait(false);
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            await watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The bytes of all files of a directory, or of the one file.</summary>
    public static Task<long> SizeOfAsync(string path) =>
        Task.Run(() =>
            File.Exists(path) ? new FileInfo(path).Length
            : Directory.Exists(path)
                ? new DirectoryInfo(path)
                    .EnumerateFiles("*", SearchOption.AllDirectories)
                    .Sum(file => file.Length)
            : 0
        );

    private static async Task WatchAsync(
        TimeProvider time,
        Func<CancellationToken, Task<long>> measure,
        Action<long> report,
        CancellationToken over
    )
    {
        while (true)
        {
            await Task.Delay(Pause, time, over).ConfigureAwait(false);
            try
            {
                report(await measure(over).ConfigureAwait(false));
            }
            catch (Exception exception) when (exception is IOException or ReleaseException)
            {
                // A file that was just renamed, or a server that has no connection left for this.
            }
        }
    }
}
