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
            case ["nothing"]:
                return 0;
            case ["entries"]:
                Console.WriteLine(await EntriesAsync(repository, new CommitRange(null)));
                return 0;
            case ["entries-again"]:
                await EntriesAgainAsync(repository);
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

    /// <summary>In a process that runs already, as the tool does when it comes to the changelog: the median of several.</summary>
    private static async Task EntriesAgainAsync(GitRepository repository)
    {
        var times = new List<double>();
        var count = 0;
        for (var i = 0; i < 7; i++)
        {
            var start = Stopwatch.GetTimestamp();
            count = await EntriesAsync(repository, new CommitRange(null));
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{count} entries in process: {times[0]:0} ms the first time, {times.Order().ElementAt(times.Count / 2):0} ms the median of {times.Count}"
            )
        );
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
                $"{times.Order().ElementAt(times.Count / 2):0.0} ms in process ({times.Max():0.0} ms the first time; the aim is 100 ms), {(double)allocated / size:0.0} times the file's {size / 1e6:0.0} MB allocated"
            )
        );
    }
}
