using Recipes.Tests.Harness;

namespace Recipes.Tests;

/// <summary>
/// A dry run of Changelog on a repository that has never seen this tool shows the release.yml that fits it and the very
/// diff that a release makes; with that file the release makes it; after it there is nothing to do.
/// </summary>
[TestFixture]
internal sealed class AnyRepositoryTests
{
    private const string Old = "## [1.2.0] - 2026-01-02\n\n### Added\n\n- Old.\n";
    private string root = null!;
    private string directory = null!;

    [SetUp]
    public void MakeDirectory()
    {
        root = Directory.CreateTempSubdirectory("any-repository-").FullName;
        directory = Path.Combine(root, "My Shop");
    }

    [TearDown]
    public void TearDown() => Directory.Delete(root, recursive: true);

    [TestCase(
        "CHANGELOG.md",
        "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- New.\n\n" + Old,
        "main",
        "v",
        "1.3.0"
    )]
    [TestCase("CHANGELOG.md", "# Changelog\n\n" + Old, "main", "v", "1.2.1")]
    [TestCase("HISTORY.md", "1.2.0 (2026-01-02)\n------------------\n\n* Old.\n", "master", "", "1.2.1")]
    [TestCase("docs/CHANGELOG.md", "# 1.2.0\n* Old.\n", "main", "v", "1.2.1")]
    [TestCase("CHANGELOG.md", "## [Unreleased]\n\n- New.", "main", "v", "1.2.1")]
    public async Task The_printed_diff_is_the_one_that_is_made_and_made_once(
        string changelog,
        string text,
        string branch,
        string prefix,
        string version
    )
    {
        Make(changelog, text, branch, prefix);
        var head = Git("rev-parse", "HEAD");

        using var first = await RunAsync("--target=Changelog", "--dryrun");
        first.ExitCode.ShouldBe(0, first.Output);
        first.Output.ShouldContain($"There is no release.yml in {directory}.");
        Git("status", "--porcelain", "--ignored").ShouldBe("", "a dry run left something behind");
        Git("rev-parse", "HEAD").ShouldBe(head);
        var diff = PrintedDiff.In(first.Output);
        diff.ShouldContain($"--- a/{changelog}");
        diff.ShouldContain(version);

        File.WriteAllText(Path.Combine(directory, "release.yml"), AssumedIn(first.Output));
        Commit("chore: how it is released");
        Git("push", "--quiet", "origin", branch);
        using var dry = await RunAsync("--target=Changelog", "--dryrun");
        PrintedDiff.In(dry.Output).ShouldBe(diff);

        using var real = await RunAsync("--target=Tag");
        real.ExitCode.ShouldBe(0, real.Output);
        ShouldBeTheDiff(diff, changelog, $"{prefix}{version}");
        Git("status", "--porcelain").ShouldBe("");

        var released = Git("rev-parse", "HEAD");
        using var again = await RunAsync("--target=Tag");
        again.ExitCode.ShouldBe(0, again.Output);
        again.Output.ShouldContain("skipped: done in an earlier run");
        again.Output.ShouldNotContain("NOT served");
        Git("rev-parse", "HEAD").ShouldBe(released);
        using var nothing = await RunAsync("--target=Changelog", "--dryrun");
        PrintedDiff.In(nothing.Output).ShouldBe("");
    }

    [Test]
    public async Task Tags_without_the_prefix_that_is_configured_are_noticed()
    {
        Make("CHANGELOG.md", "## [Unreleased]\n\n- New.\n", "main", "");
        File.WriteAllText(Path.Combine(directory, "release.yml"), "project: shop\n");
        Commit("chore: how it is released");

        using var run = await RunAsync("--target=Changelog", "--dryrun");

        run.ExitCode.ShouldBe(1, run.Output);
        run.Output.ShouldContain("No tag here is v and a version, and there are others, such as 1.2.0.");
        run.Output.ShouldContain("git/tagPrefix");
    }

    [Test]
    public async Task Without_the_file_nothing_is_released_and_the_way_is_shown()
    {
        Make("CHANGELOG.md", "## [Unreleased]\n\n- New.\n", "main", "v");

        using var run = await RunAsync("--target=Changelog");

        run.ExitCode.ShouldBe(1, run.Output);
        run.Output.ShouldContain("--dryrun, shows the one that fits this repository");
        Git("status", "--porcelain", "--ignored").ShouldBe("");
    }

    [Test]
    public async Task Outside_of_any_repository_it_says_so()
    {
        Directory.CreateDirectory(directory);

        using var run = await RunAsync("--target=Changelog", "--dryrun");

        run.ExitCode.ShouldBe(1, run.Output);
        run.Output.ShouldContain($"There is no release.yml in {directory}.");
    }

    private void ShouldBeTheDiff(string diff, string changelog, string tag)
    {
        var other = Path.Combine(root, "other");
        GitCommand.Run(root, "clone", "--quiet", directory, other);
        GitCommand.Run(other, "checkout", "--quiet", $"{tag}^");
        var patch = Path.Combine(root, "printed.patch");
        File.WriteAllText(patch, diff);
        GitCommand.Run(other, "apply", "--whitespace=nowarn", patch);
        File.ReadAllText(Path.Combine(other, changelog))
            .ShouldBe(File.ReadAllText(Path.Combine(directory, changelog)));
    }

    /// <summary>The file that was shown, which stands there indented.</summary>
    private static string AssumedIn(string output) =>
        string.Concat(
            output
                .Split('\n')
                .SkipWhile(line => !line.StartsWith("    project:", StringComparison.Ordinal))
                .TakeWhile(line => line.StartsWith("    ", StringComparison.Ordinal))
                .Select(line => line[4..] + "\n")
        );

    private void Make(string changelog, string text, string branch, string prefix)
    {
        var remote = Path.Combine(root, "remote.git");
        GitCommand.Run(root, "init", "--quiet", "--bare", $"--initial-branch={branch}", remote);
        GitCommand.Run(root, "clone", "--quiet", remote, directory);
        Git("config", "user.name", "Tester");
        Git("config", "user.email", "tester@example.org");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(directory, changelog))!);
        File.WriteAllText(Path.Combine(directory, changelog), "");
        Commit("Begin");
        Git("tag", $"{prefix}1.2.0");
        File.WriteAllText(Path.Combine(directory, changelog), text);
        Commit("fix: carts are kept");
        Git("push", "--quiet", "origin", branch, $"{prefix}1.2.0");
    }

    private void Commit(string message)
    {
        Git("add", "--all");
        Git("commit", "--quiet", $"--message={message}");
    }

    private string Git(params string[] arguments) => GitCommand.Run(directory, arguments);

    private Task<ToolRun> RunAsync(params string[] arguments) =>
        ToolRun.Start(root, [$"--working={directory}", .. arguments]).EndAsync();
}
