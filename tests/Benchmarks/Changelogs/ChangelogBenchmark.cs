using System.Globalization;
using System.Text;
using Benchmarks.Assets;

namespace Benchmarks.Changelogs;

/// <summary>Entries from a long history, the last of many tags, and a large changelog, against git and npm's tools.</summary>
internal sealed class ChangelogBenchmark : IBenchmark
{
    private const string Log = "git log --format='%H%n%an%n%B' HEAD > ../out";

    public string Name => "changelog";

    public string Summary =>
        "entries, tags and a large changelog, against git log, git-cliff and npm tools; --full takes its time";

    public Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var full = arguments.Contains("--full");
        var directory = Directory.CreateTempSubdirectory("bench-changelog-").FullName;
        try
        {
            var npm = new NpmPackages(Path.Join(directory, "npm"));
            var cliff = npm.Install("git-cliff") is { } installed
                ? Path.Join(installed, ".bin", "git-cliff")
                : null;
            Told(cliff is null, "git-cliff");
            var ours = Published.Program(Path.Join(directory, "published"));
            var small = History.Make(Path.Join(directory, "small"), 5_000, 0);
            Print("5,000 commits, whole history", full ? 9 : 5, All(ours, cliff), _ => small);
            Shell.Show(ours, ["changelog-run", "entries-again"], small);
            var tagged = History.Make(Path.Join(directory, "tagged"), full ? 80_000 : 24_000, 12_000);
            Print(
                $"{(full ? "80,000" : "24,000")} commits and 12,000 tags, whole history",
                full ? 5 : 3,
                Whole(ours),
                _ => tagged
            );
            Shell.Show(ours, ["changelog-run", "entries-again"], tagged);
            Print("the same, since the last tag", full ? 9 : 5, Last(ours, cliff), _ => tagged);
            File(ours, directory, npm, full);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }

        return Task.FromResult(0);
    }

    private static IReadOnlyList<Contender> Whole(string ours) =>
        [
            Sh("git log --format, the floor", Log),
            Ours(ours, "entries", "entries"),
            // What a release does not pay again: its process runs already when it comes to the changelog.
            Ours(ours, "only the start of its process", "nothing"),
        ];

    private static IReadOnlyList<Contender> All(string ours, string? cliff) =>
        [.. Whole(ours), .. Cliff(cliff, "git-cliff", "--output=../cliff.md")];

    private static IReadOnlyList<Contender> Last(string ours, string? cliff) =>
        [
            Sh(
                "git describe, git log, the floor",
                "git log --format='%H%n%an%n%B' $(git describe --tags --abbrev=0)..HEAD > ../out"
            ),
            Ours(ours, "last tag and entries", "since-last"),
            Ours(ours, "last tag", "last-tag"),
            .. Cliff(cliff, "git-cliff --unreleased", "--unreleased", "--output=../cliff.md"),
        ];

    private static void File(string ours, string directory, NpmPackages npm, bool full)
    {
        var file = Path.Join(directory, "CHANGELOG.md");
        System.IO.File.WriteAllText(file, Text());
        var modules = npm.Install("keep-a-changelog", "changelog-parser");
        Told(modules is null, "keep-a-changelog and changelog-parser");
        var parse = $"require('changelog-parser')('{file}').then(r => r.versions.length)";
        var keep =
            $"import('keep-a-changelog').then(m => m.parser(require('fs').readFileSync('{file}', 'utf8')).toString().length)";
        Contender[] contenders =
        [
            Sh("cat, the floor", $"cat '{file}' > '{directory}/out'"),
            Ours(ours, "parse and edit", "edit", file),
            .. modules is null
                ? Array.Empty<Contender>()
                : [new Contender("npm changelog-parser, parse", "node", "-e", parse)],
            .. modules is null || !full
                ? Array.Empty<Contender>()
                : [new Contender("npm keep-a-changelog, parse and write", "node", "-e", keep)],
        ];
        Print(
            "a changelog of 10 MB with 20,000 releases",
            full ? 5 : 3,
            contenders,
            _ => modules is null ? directory : Path.Join(modules, "..")
        );
        Shell.Show(ours, ["changelog-run", "edit-again", file], directory);
    }

    private static string Text()
    {
        var text = new StringBuilder("# Changelog\n\n## [Unreleased]\n\n### Added\n\n- Something.\n");
        var filler = new string('x', 95);
        for (var i = 20_000; i > 0; i--)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n## [1.{i}.0] - 2026-01-02\n\n### Added\n\n- {filler} {i}\n- {filler} (#{i})\n\n### Fixed\n\n- {filler} {i}\n- {filler}\n"
            );
        }

        text.Append("\n[Unreleased]: https://git.example.org/shop/compare/v1.20000.0...HEAD\n");
        return text.ToString();
    }

    private static void Print(
        string title,
        int rounds,
        IReadOnlyList<Contender> contenders,
        Func<Contender, string> prepare
    )
    {
        var table = new Table("contender", "median", "ratio to the floor");
        foreach (var one in Rounds.Run(contenders, rounds, prepare))
        {
            table.Add(
                one.Contender.Name,
                string.Create(CultureInfo.InvariantCulture, $"{one.Seconds * 1000:0} ms"),
                one.Ratio.ToString("0.00", CultureInfo.InvariantCulture)
            );
        }

        table.Print($"{title}, {rounds} rounds");
    }

    private static void Told(bool isMissing, string what)
    {
        if (isMissing)
        {
            Console.WriteLine($"Skipped: {what} (npm cannot install it).");
        }
    }

    private static Contender Ours(string program, string name, params IReadOnlyList<string> verb) =>
        new($"this, {name}", program, ["changelog-run", .. verb]);

    private static Contender Sh(string name, string script) => new(name, "sh", "-c", script);

    private static IEnumerable<Contender> Cliff(
        string? cliff,
        string name,
        params IReadOnlyList<string> arguments
    ) => cliff is null ? [] : [new Contender($"npm {name}", cliff, arguments)];
}
