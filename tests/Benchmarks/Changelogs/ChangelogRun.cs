using System.Diagnostics;
using System.Globalization;
using Cake.Frosting.Release.Changelogs;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Git;
using Cake.Frosting.Release.Versions;

namespace Benchmarks.Changelogs;

/// <summary>What the benches measure of this project, each as a process of its own.</summary>
internal sealed class ChangelogRun : IBenchmark
{
    private static readonly ChangelogRelease Release = new(
        "99999.0.0",
        "v99999.0.0",
        new DateOnly(2026, 11, 21)
    );

    public string Name => "changelog-run";

    public string Summary => "";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var repository = new GitRepository(new GitCommands("."), new CommandRunner(new Redactor()));
        switch (arguments)
        {
            case ["entries"]:
                Console.WriteLine(await EntriesAsync(repository, new CommitRange(null)));
                return 0;
            case ["profile"]:
                await ProfileAsync(repository);
                return 0;
            case ["since-last"]:
                var last = await LastAsync(repository);
                Console.WriteLine(await EntriesAsync(repository, new CommitRange($"refs/tags/v{last.Text}")));
                return 0;
            case ["last-tag"]:
                Console.WriteLine((await LastAsync(repository)).Text);
                return 0;
            case ["edit", var file]:
                Edit(file);
                return 0;
            case ["edit-again", var file]:
                EditAgain(file);
                return 0;
            default:
                return 2;
        }
    }

    private static async Task<int> EntriesAsync(GitRepository repository, CommitRange range)
    {
        var source = new CommitEntries(repository, _ => Task.FromResult(range), new EntryOptions());
        return (await source.ReadAsync(CancellationToken.None)).Entries.Count;
    }

    /// <summary>Where the time goes: up to here, reading, making entries; twice, for the second time is without the compiler.</summary>
    private static async Task ProfileAsync(GitRepository repository)
    {
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"start {(DateTime.Now - Process.GetCurrentProcess().StartTime).TotalMilliseconds:0} ms, {Environment.CpuUsage.TotalTime.TotalMilliseconds:0} ms of CPU"
            )
        );
        var source = new CommitEntries(
            repository,
            _ => Task.FromResult(new CommitRange(null)),
            new EntryOptions()
        );
        for (var i = 0; i < 3; i++)
        {
            var (clock, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            var commits = await repository.CommitsAsync(new CommitRange(null));
            var (read, readCpu) = (clock.Elapsed, Environment.CpuUsage.TotalTime - cpu);
            var entries = source.Of(commits).Count;
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"read {read.TotalMilliseconds:0} ms, {readCpu.TotalMilliseconds:0} ms of CPU; {entries} entries {(clock.Elapsed - read).TotalMilliseconds:0} ms"
                )
            );
        }
    }

    private static async Task<IReleaseVersion> LastAsync(GitRepository repository) =>
        (
            await new TaggedVersions(
                repository,
                new SemanticVersionScheme(),
                new TagPattern("v{version}")
            ).GreatestAsync()
        )!;

    private static void Edit(string file) =>
        Changelog.Parse(File.ReadAllBytes(file), file).Release(Release).Bytes.Span.Slice(0, 1).ToArray();

    /// <summary>In process, without the start of one: the median of several.</summary>
    private static void EditAgain(string file)
    {
        var times = new List<double>();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 15; i++)
        {
            before = GC.GetAllocatedBytesForCurrentThread();
            var start = Stopwatch.GetTimestamp();
            Edit(file);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var size = new FileInfo(file).Length;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{times.Order().ElementAt(times.Count / 2):0.0} ms in process, {(double)allocated / size:0.0} times the file's {size / 1e6:0.0} MB allocated"
            )
        );
    }
}
