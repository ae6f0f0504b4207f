using System.Collections.Concurrent;
using System.Text.Json;
using Cake.Frosting.Release.Tests.GitHub;
using Recipes.Tests.Harness;

namespace Recipes.Tests;

/// <summary>
/// SIGKILL of the tool before, inside and after everything that changelog, commit, tag, push and release on GitHub
/// consist of. Whatever it left, the next run ends with one commit, one tag and one release.
/// </summary>
[TestFixture]
internal sealed class GitProjectKillTests
{
    private static readonly string[] Commands = ["commit", "tag", "push"];

    private static readonly string[] Requests =
    [
        "POST /releases",
        "POST /assets",
        "POST /deployments",
        "POST /statuses",
        "PATCH /releases/1",
    ];

    private static readonly string[] Events = ["step-started", "step-done"];

    [Test]
    public async Task Killed_at_every_point_the_next_run_ends_with_one_commit_one_tag_and_one_release()
    {
        var points = Points(await StepsAsync()).ToList();
        var (struck, failed) = (new ConcurrentBag<string>(), new ConcurrentBag<string>());
        await Parallel.ForEachAsync(
            points,
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            async (point, _) =>
            {
                using var project = NewProject();
                try
                {
                    if (await point.KillAsync(project))
                    {
                        struck.Add(point.Name);
                    }

                    var hadEnded = project.Journal().Any(line => Read(line).Event == "release-ended");
                    project.GitHub.On = (_, _) => { };
                    project.GitHub.Faults.Clear();
                    using var next = await project.RunAsync("--target=Release");
                    // One that had ended before it was killed leaves nothing to do, and that is said.
                    next.ExitCode.ShouldBe(hadEnded ? 1 : 0, next.Output);
                    next.Output.Contains("There is nothing to release").ShouldBe(hadEnded, next.Output);
                    ShouldBeReleasedOnce(project);
                }
                catch (Exception exception) when (exception is ShouldAssertException or AssertionException)
                {
                    failed.Add($"{point.Name}: {exception.Message}");
                }
            }
        );

        await TestContext.Out.WriteLineAsync(
            $"killed {struck.Count} times at {points.Count} points: {string.Join(", ", struck.Order())}"
        );
        failed.ShouldBeEmpty(string.Join("\n\n", failed));
        // A step can be over before the look at the journal that would have killed it.
        struck.Count.ShouldBeGreaterThan(points.Count / 2);
    }

    private sealed record Point(string Name, Func<GitProject, Task<bool>> KillAsync);

    private static IEnumerable<Point> Points(IReadOnlyList<string> steps) =>
        [
            .. from command in Commands
            from after in new[] { false, true }
            select new Point(
                $"{command} {(after ? "after" : "before")}",
                project => InGitAsync(project, command, after)
            ),
            .. from hook in new[] { "pre-receive", "post-receive" }
            select new Point($"push inside {hook}", project => InHookAsync(project, hook)),
            .. from request in Requests
            from after in new[] { false, true }
            select new Point(
                $"{request} {(after ? "after" : "before")}",
                project => AtRequestAsync(project, request, after)
            ),
            new Point(
                "POST /assets inside",
                project =>
                {
                    project.GitHub.Faults.Add(new Fault("POST /assets") { Half = true });
                    return AtRequestAsync(project, "POST /assets", after: true);
                }
            ),
            .. from step in steps
            from journalEvent in Events
            select new Point(
                $"{step} {journalEvent}",
                project => AtJournalAsync(project, step, journalEvent)
            ),
        ];

    private static GitProject NewProject()
    {
        var project = new GitProject(
            """
              assets: ["dist/*"]
              deployment: {}
            """
        );
        Directory.CreateDirectory(Path.Combine(project.Directory, "dist"));
        project.Write("dist/shop.txt", "the files");
        return project;
    }

    /// <summary>What a release consists of that nobody disturbs.</summary>
    private static async Task<IReadOnlyList<string>> StepsAsync()
    {
        using var project = NewProject();
        using var run = await project.RunAsync("--target=Release");
        run.ExitCode.ShouldBe(0, run.Output);
        ShouldBeReleasedOnce(project);
        return
        [
            .. project
                .Journal()
                .Select(Read)
                .Where(line => line.Event == "step-started")
                .Select(line => line.Step!),
        ];
    }

    private static async Task<bool> InGitAsync(GitProject project, string command, bool after)
    {
        var shims = Directory.CreateDirectory(Path.Combine(project.Root, "shims")).FullName;
        var git = Path.Combine(shims, "git");
        var real = Real("git");
        await File.WriteAllTextAsync(
            git,
            $$"""
            #!/bin/sh
            case " $* " in
              *" {{command}} "*) {{(after ? $"{real} \"$@\"; " : "")}}kill -9 $PPID; exit 1 ;;
            esac
            exec {{real}} "$@"
            """
        );
        Executable(git);
        project.Environment["PATH"] = $"{shims}:{System.Environment.GetEnvironmentVariable("PATH")}";
        using var run = await project.RunAsync("--target=Release");
        project.Environment.Remove("PATH");
        return run.ExitCode == 137;
    }

    private static async Task<bool> InHookAsync(GitProject project, string name)
    {
        var mark = Path.Combine(project.Root, "begun");
        var hook = Path.Combine(project.Remote, "hooks", name);
        await File.WriteAllTextAsync(
            hook,
            $"#!/bin/sh\ntouch '{mark}'\nwhile [ -e '{mark}' ]; do sleep 0.05; done\n"
        );
        Executable(hook);
        using var run = project.Start(project.Directory, "--target=Release");
        while (!File.Exists(mark) && !run.HasEnded)
        {
            await Task.Delay(5);
        }

        run.Kill();
        File.Delete(hook);
        File.Delete(mark);
        return run.ExitCode == 137;
    }

    private static async Task<bool> AtRequestAsync(GitProject project, string request, bool after)
    {
        ToolRun? run = null;
        var parts = request.Split(' ');
        project.GitHub.On = (asked, isDone) =>
        {
            if (
                isDone != after
                || asked.Method != parts[0]
                || !asked.Path.EndsWith(parts[1], StringComparison.Ordinal)
            )
            {
                return;
            }

            run!.Kill();
            if (!after)
            {
                throw new IOException("It was never asked.");
            }
        };
        run = project.Start(project.Directory, "--target=Release");
        using var ended = await run.EndAsync();
        return ended.ExitCode == 137;
    }

    private static async Task<bool> AtJournalAsync(GitProject project, string step, string journalEvent)
    {
        using var run = project.Start(project.Directory, "--target=Release");
        while (!run.HasEnded && !project.Journal().Select(Read).Contains((journalEvent, step)))
        {
            await Task.Delay(1);
        }

        run.Kill();
        return run.ExitCode == 137;
    }

    private static void ShouldBeReleasedOnce(GitProject project)
    {
        GitCommand
            .Run(project.Remote, "log", "--format=%s", "v1.3.0..main")
            .ShouldBe("Release 1.4.0\nfeat: one thing");
        GitCommand.Run(project.Remote, "tag").ShouldBe("v1.3.0\nv1.4.0");
        GitCommand
            .Run(project.Remote, "rev-parse", "v1.4.0^{commit}")
            .ShouldBe(project.BranchOfRemote("main"));
        project.Git("status", "--porcelain").ShouldBe("");
        project.Git("rev-parse", "main").ShouldBe(project.BranchOfRemote("main"));
        project.Read("CHANGELOG.md").Split("## [1.4.0]").Length.ShouldBe(2);
        project.Read("package.json").ShouldContain("\"1.4.0\"");
        var release = project.State.Releases.ShouldHaveSingleItem();
        (release.Draft, release.TagName, release.Body).ShouldBe(
            (false, "v1.4.0", "### Added\n\n- One thing.")
        );
        release.PublishedAssets.ShouldBe(["shop.txt:uploaded"]);
        project.State.TagsByPublishing.ShouldBeEmpty();
        project.State.Deployments.ShouldHaveSingleItem().States.Last().ShouldBe("success");
    }

    private static (string Event, string? Step) Read(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            return (
                json.RootElement.GetProperty("event").GetString()!,
                json.RootElement.TryGetProperty("step", out var step) ? step.GetString() : null
            );
        }
        catch (JsonException)
        {
            // Still being written.
            return ("", null);
        }
    }

    private static string Real(string program) =>
        System
            .Environment.GetEnvironmentVariable("PATH")!
            .Split(':')
            .Select(directory => Path.Combine(directory, program))
            .First(File.Exists);

    private static void Executable(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, (UnixFileMode)0b111_101_101);
        }
    }
}
