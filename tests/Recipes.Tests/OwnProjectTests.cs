using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Recipes.Tests.Harness;

namespace Recipes.Tests;

/// <summary>A project with nothing but a release.yml, released with --working=DIR.</summary>
[TestFixture]
internal sealed class OwnProjectTests
{
    private string directory = null!;
    private int port;

    [SetUp]
    public void MakeProject()
    {
        directory = Directory.CreateTempSubdirectory("own project $(touch gone) ").FullName;
        port = FreePort();
        File.WriteAllText(
            Path.Combine(directory, "release.yml"),
            $$"""
            project: notes
            services:
              web:
                command: [python3, -m, http.server, "{{port}}", --bind, 127.0.0.1]
                port: {{port}}
                health:
                  http: http://127.0.0.1:{{port}}/
            fetch:
              - [git, -C, "${PROJECT}", archive, --format=tar, "--output={directory}/source.tar", "v{version}"]
              - [tar, -xf, source.tar]
            compress:
              - directory: .
            verify:
              - name: the note is there
                http:
                  url: http://127.0.0.1:{{port}}/note.txt
                  contains: note
            """
        );
        File.WriteAllText(
            Path.Combine(directory, ".gitignore"),
            "/releases\n/current\n/run\n/log\n/.release\n"
        );
        File.WriteAllText(Path.Combine(directory, "note.txt"), "a note\n");
        File.WriteAllText(
            Path.Combine(directory, "CHANGELOG.md"),
            "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A note.\n"
        );
        Git("init", "--quiet", "--initial-branch=main");
        Git("config", "user.name", "Tester");
        Git("config", "user.email", "tester@example.org");
        Git("add", "--all");
        Git("commit", "--quiet", "--message=A note");
        Git(
            "init",
            "--quiet",
            "--bare",
            "--initial-branch=main",
            Path.Combine(directory, ".release", "remote.git")
        );
        Git("remote", "add", "origin", Path.Combine(directory, ".release", "remote.git"));
        Git("push", "--quiet", "origin", "main");
    }

    [TearDown]
    public void TearDown()
    {
        var run = Path.Combine(directory, "run");
        if (Directory.Exists(run))
        {
            using var stop = Process.Start(
                "sh",
                [Path.Combine(run, "service.sh"), "stop", Path.Combine(run, "web.state"), "2"]
            );
            stop.WaitForExit();
        }

        Directory.Delete(directory, recursive: true);
    }

    [Test]
    public async Task It_is_released_for_the_first_time_and_again()
    {
        using var first = await RunAsync("--target=Release");
        first.ExitCode.ShouldBe(0, first.Output);
        first.Output.ShouldContain("LIVE");
        (await GetAsync("note.txt")).ShouldBe("a note\n");
        Git("tag", "--list").ShouldBe("v0.1.0");

        File.WriteAllText(Path.Combine(directory, "note.txt"), "another note\n");
        AddEntry("### Fixed\n\n- The note.\n");
        Git("commit", "--quiet", "--all", "--message=Another note");
        using var second = await RunAsync("--target=Release");
        second.ExitCode.ShouldBe(0, second.Output);
        (await GetAsync("note.txt")).ShouldBe("another note\n");
        File.Exists(Path.Combine(directory, "gone")).ShouldBeFalse("a path reached a shell");

        using var back = await RunAsync("--target=Rollback");
        back.ExitCode.ShouldBe(0, back.Output);
        (await GetAsync("note.txt")).ShouldBe("a note\n");
    }

    [Test]
    public async Task A_version_that_does_not_come_up_is_taken_back()
    {
        using var first = await RunAsync("--target=Release");
        first.ExitCode.ShouldBe(0, first.Output);
        File.Delete(Path.Combine(directory, "note.txt"));
        AddEntry("### Removed\n\n- The note.\n");
        Git("commit", "--quiet", "--all", "--message=No note");
        using var second = await RunAsync("--target=Release");
        second.ExitCode.ShouldBe(2, second.Output);
        second.Output.ShouldContain("ROLLED-BACK");
        second.Output.ShouldContain("answered 404, not 200");
        (await GetAsync("note.txt")).ShouldBe("a note\n");
    }

    [Test]
    public async Task Hooks_maintenance_and_announcements_come_where_they_belong()
    {
        var told = Path.Combine(directory, ".release", "told");
        File.AppendAllText(
            Path.Combine(directory, "release.yml"),
            $$"""

            before:
              Backup:
                - name: warn the users
                  command: [sh, -c, 'echo "before Backup {version}" >> "$0"', "{{told}}"]
            after:
              Start:
                - name: warm the cache
                  command: [sh, -c, 'echo "after Start" >> "$0"', "{{told}}"]
            maintenance:
              on: { command: [sh, -c, 'echo "maintenance on" >> "$0"', "{{told}}"] }
              off: { command: [sh, -c, 'echo "maintenance off" >> "$0"', "{{told}}"] }
            announce:
              - name: the team
                command: [sh, -c, 'echo "{project} {version} is live" >> "$0"', "{{told}}"]
              - name: nobody
                command: ["false"]
            """
        );
        Git("commit", "--quiet", "--all", "--message=Hooks");

        using var run = await RunAsync("--target=Release");

        run.ExitCode.ShouldBe(0, run.Output);
        run.Output.ShouldContain("LIVE-WITH-WARNINGS");
        (await File.ReadAllLinesAsync(told)).ShouldBe([
            "before Backup 0.1.0",
            "maintenance on",
            "after Start",
            "maintenance off",
            "notes 0.1.0 is live",
        ]);
    }

    [Test]
    public async Task A_port_that_somebody_else_listens_on_is_refused()
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        using var run = await RunAsync("--target=Release");
        run.ExitCode.ShouldBe(1, run.Output);
        run.Output.ShouldContain($"something else listens on its port {port}");
        run.Output.ShouldContain("→");
        Git("tag", "--list").ShouldBeEmpty();
    }

    [Test]
    public async Task All_problems_of_its_configuration_are_told_at_once()
    {
        File.WriteAllText(
            Path.Combine(directory, "release.yml"),
            "project: notes\nservises:\n  web: {}\nbackup:\n  keep: many\n"
        );
        using var run = await RunAsync("--target=Plan");
        run.ExitCode.ShouldBe(1, run.Output);
        run.Output.ShouldContain("release.yml(2,1): servises: ");
        run.Output.ShouldContain("did you mean 'services'?");
        run.Output.ShouldContain("release.yml(5,9): backup/keep: ");
    }

    [Test]
    public async Task A_directory_without_a_project_says_how_to_begin()
    {
        File.Delete(Path.Combine(directory, "release.yml"));
        using var run = await RunAsync("--target=Release");
        run.ExitCode.ShouldBe(1, run.Output);
        run.Output.ShouldContain("There is no release.yml in");
        run.Output.ShouldContain("--recipe=quickstart");
    }

    private Task<ToolRun> RunAsync(params string[] arguments) =>
        ToolRun
            .Start(
                Path.GetTempPath(),
                [.. arguments, $"--working={directory}"],
                new Dictionary<string, string> { ["PROJECT"] = directory }
            )
            .EndAsync();

    private async Task<string> GetAsync(string path)
    {
        using var client = new HttpClient();
        return await client.GetStringAsync($"http://127.0.0.1:{port}/{path}");
    }

    private void AddEntry(string entry)
    {
        var file = Path.Combine(directory, "CHANGELOG.md");
        var text = File.ReadAllText(file);
        File.WriteAllText(
            file,
            text.Replace("## [Unreleased]\n", $"## [Unreleased]\n\n{entry}", StringComparison.Ordinal)
        );
    }

    private string Git(params string[] arguments) => GitCommand.Run(directory, arguments);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
