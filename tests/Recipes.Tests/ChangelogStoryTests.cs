using Recipes.Tests.Harness;

namespace Recipes.Tests;

/// <summary>A project of which only changelog, version files, commit and tag are released.</summary>
[TestFixture]
internal sealed class ChangelogStoryTests
{
    private string root = null!;
    private string directory = null!;
    private string remote = null!;

    [SetUp]
    public void MakeProject()
    {
        root = Directory.CreateTempSubdirectory("changelog-story-").FullName;
        directory = Path.Combine(root, "work");
        remote = Path.Combine(root, "remote.git");
        GitCommand.Run(root, "init", "--quiet", "--bare", "--initial-branch=main", remote);
        GitCommand.Run(root, "clone", "--quiet", remote, directory);
        Write("release.yml", Configuration(""));
        Write(".gitignore", "/releases\n/current\n/run\n/log\n/.release\n");
        Write("package.json", "{\r\n\t\"name\": \"notes\",\r\n\t\"version\": \"1.3.0\"  \r\n}");
        Write(
            "CHANGELOG.md",
            "# Changelog\r\n\r\n## [Unreleased]\r\n\r\n## [1.3.0] - 2026-01-01\r\n\r\n### Added\r\n\r\n- x  \r\n"
        );
        Git("config", "user.name", "Tester");
        Git("config", "user.email", "tester@example.org");
        Commit("Begin");
        Git("tag", "v1.3.0");
        Commit("feat: notes can be shared");
        Commit("fix(web): no <b> in titles (#12)");
        Git("push", "--quiet", "origin", "main", "v1.3.0");
    }

    [TearDown]
    public void TearDown() => Directory.Delete(root, recursive: true);

    [Test]
    public async Task A_dry_run_prints_the_very_diff_that_the_release_makes()
    {
        // What a run wrote is read line by line here, which loses the returns of CRLF.
        Write("CHANGELOG.md", Read("CHANGELOG.md").ReplaceLineEndings("\n"));
        Write("package.json", Read("package.json").ReplaceLineEndings("\n"));
        Commit("chore: line ends");
        Git("push", "--quiet", "origin", "main");

        using var dry = await RunAsync("--target=Changelog", "--dryrun");
        dry.ExitCode.ShouldBe(0, dry.Output);
        Git("status", "--porcelain").ShouldBe("");
        using var real = await RunAsync("--target=Changelog");
        real.ExitCode.ShouldBe(0, real.Output);

        var other = Path.Combine(root, "other");
        GitCommand.Run(root, "clone", "--quiet", remote, other);
        var patch = Path.Combine(root, "printed.patch");
        await File.WriteAllTextAsync(patch, PrintedDiff.In(dry.Output));
        GitCommand.Run(other, "apply", patch);
        foreach (var file in new[] { "CHANGELOG.md", "package.json" })
        {
            (await File.ReadAllTextAsync(Path.Combine(other, file))).ShouldBe(Read(file));
        }
    }

    [Test]
    public async Task The_release_commit_changes_what_it_must_and_no_other_byte()
    {
        using var run = await RunAsync("--target=Changelog");
        run.ExitCode.ShouldBe(0, run.Output);

        Read("CHANGELOG.md").ShouldStartWith("# Changelog\r\n\r\n## [Unreleased]\r\n\r\n## [1.4.0] - ");
        Read("CHANGELOG.md").ShouldContain("### Added\r\n\r\n- notes can be shared (");
        Read("CHANGELOG.md")
            .ShouldContain(
                "### Fixed\r\n\r\n- **web:** no \\<b> in titles (#12)\r\n\r\n## [1.3.0] - 2026-01-01\r\n\r\n### Added\r\n\r\n- x  \r\n"
            );
        Read("package.json").ShouldBe("{\r\n\t\"name\": \"notes\",\r\n\t\"version\": \"1.4.0\"  \r\n}");
        Git("log", "-1", "--format=%s", "--name-only")
            .ShouldBe("Release 1.4.0\n\nCHANGELOG.md\npackage.json");
    }

    [Test]
    public async Task A_second_run_finds_nothing_to_do()
    {
        using var first = await RunAsync("--target=Tag");
        first.ExitCode.ShouldBe(0, first.Output);
        var head = Git("rev-parse", "HEAD");

        using var second = await RunAsync("--target=Tag");
        second.ExitCode.ShouldBe(0, second.Output);

        Git("rev-parse", "HEAD").ShouldBe(head);
        GitCommand.Run(remote, "rev-parse", "main", "v1.4.0^{commit}").ShouldBe($"{head}\n{head}");
    }

    [TestCase("pre-commit", 1)]
    [TestCase("pre-commit", 0)]
    [TestCase("post-commit", 0)]
    public async Task Killed_around_the_commit_it_goes_on_and_ends_with_one_commit_and_one_tag(
        string hook,
        int exitCode
    )
    {
        var script = Path.Combine(directory, ".git", "hooks", hook);
        Directory.CreateDirectory(Path.GetDirectoryName(script)!);
        // The hook's parent is git, and git's parent is the tool.
        await File.WriteAllTextAsync(
            script,
            $"#!/bin/sh\nrm -f \"$0\"\nkill -9 $(cut -d' ' -f4 /proc/$PPID/stat)\nexit {exitCode}\n"
        );
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(script, (UnixFileMode)0b111_101_101);
        }

        using var killed = await RunAsync("--target=Tag");
        killed.ExitCode.ShouldBe(137, killed.Output);

        using var next = await RunAsync("--target=Tag");
        next.ExitCode.ShouldBe(0, next.Output);

        GitCommand
            .Run(remote, "log", "--format=%s", "v1.3.0..main")
            .Split('\n')
            .Count(line => line == "Release 1.4.0")
            .ShouldBe(1);
        GitCommand.Run(remote, "tag").ShouldBe("v1.3.0\nv1.4.0");
        Git("status", "--porcelain").ShouldBe("");
    }

    [Test]
    public async Task A_foreign_change_in_between_is_refused_all_the_same()
    {
        using var begun = await RunAsync("--target=Preflight");
        begun.ExitCode.ShouldBe(0, begun.Output);
        Write("package.json", "{ \"version\": \"9\" }");

        using var next = await RunAsync("--target=Tag");

        next.ExitCode.ShouldBe(1, next.Output);
        next.Output.ShouldContain("1 file is changed and not committed: package.json");
    }

    [TestCase("--squash")]
    [TestCase("--no-ff")]
    public async Task A_protected_branch_gets_the_commit_by_a_pull_request_and_the_next_run_tags_it(
        string how
    )
    {
        Write("release.yml", Configuration("git: { via: pull-request }"));
        Commit("fix: by pull request");
        Git("push", "--quiet", "origin", "main");
        Protect();

        using var first = await RunAsync("--target=Tag");
        first.ExitCode.ShouldBe(1, first.Output);
        first.Output.ShouldContain("on the branch release/1.4.0 of origin");
        first.Output.ShouldContain("git pull --ff-only origin main");
        Git("status", "--porcelain", "--branch").ShouldBe("## main...origin/main");
        var proposed = GitCommand.Run(remote, "rev-parse", "release/1.4.0");

        using var waiting = await RunAsync("--target=Tag");
        waiting.ExitCode.ShouldBe(1, waiting.Output);
        GitCommand
            .Run(remote, "rev-parse", "release/1.4.0")
            .ShouldBe(proposed, "the same was proposed twice");

        Merge(how);
        Git("pull", "--quiet", "--ff-only", "origin", "main");
        using var merged = await RunAsync("--target=Tag");
        merged.ExitCode.ShouldBe(0, merged.Output);
        GitCommand
            .Run(remote, "rev-parse", "v1.4.0^{commit}")
            .ShouldBe(GitCommand.Run(remote, "rev-parse", "main"));
        GitCommand.Run(remote, "show", "main:package.json").ShouldContain("1.4.0");
    }

    [Test]
    public async Task A_push_that_a_protected_branch_refuses_says_how_to_go_on()
    {
        Protect();

        using var run = await RunAsync("--target=Tag");

        run.ExitCode.ShouldBe(1, run.Output);
        run.Output.ShouldContain("Set git/via to pull-request");
        GitCommand.Run(remote, "tag").ShouldBe("v1.3.0");
        Git("status", "--porcelain", "--branch").ShouldBe("## main...origin/main");
        Git("tag").ShouldBe("v1.3.0");
    }

    private static string Configuration(string more) =>
        $$"""
            project: notes
            changelog: { from: commits }
            version:
              files:
                - file: package.json
            {{more}}
            """;

    /// <summary>A host that merges by itself, and lets nobody push to main.</summary>
    private void Protect()
    {
        var hook = Path.Combine(remote, "hooks", "update");
        File.WriteAllText(
            hook,
            "#!/bin/sh\n[ \"$1\" = refs/heads/main ] && [ ! -e merging ] || exit 0\necho 'error: GH006: Protected branch update failed for refs/heads/main.' >&2\nexit 1\n"
        );
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(hook, (UnixFileMode)0b111_101_101);
        }
    }

    private void Merge(string how)
    {
        var host = Path.Combine(root, "host");
        GitCommand.Run(root, "clone", "--quiet", remote, host);
        GitCommand.Run(host, "config", "user.name", "Host");
        GitCommand.Run(host, "config", "user.email", "host@example.org");
        GitCommand.Run(host, "merge", "--quiet", "--no-commit", how, "origin/release/1.4.0");
        GitCommand.Run(host, "commit", "--quiet", "--message=Release 1.4.0 (#13)");
        File.WriteAllText(Path.Combine(remote, "merging"), "");
        GitCommand.Run(host, "push", "--quiet", "origin", "main");
        File.Delete(Path.Combine(remote, "merging"));
    }

    private void Commit(string message)
    {
        Git("add", "--all");
        Git("commit", "--quiet", "--allow-empty", $"--message={message}");
    }

    private string Git(params string[] arguments) => GitCommand.Run(directory, arguments);

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(directory, file), text);

    private string Read(string file) => File.ReadAllText(Path.Combine(directory, file));

    private async Task<ToolRun> RunAsync(params string[] arguments) =>
        await ToolRun.Start(root, [$"--working={directory}", .. arguments]).EndAsync();
}
