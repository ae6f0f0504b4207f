using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;
using Engine;

namespace Cake.Frosting.Release.Tests.Platforms.Compose;

public sealed class ComposeOneContract() : PlatformContract(() => new ComposeBench(ComposeVersion.One));

public sealed class ComposeTwoContract() : PlatformContract(() => new ComposeBench(ComposeVersion.Two));

/// <summary>What only Compose has, on a real engine.</summary>
[TestFixture(ComposeVersion.One)]
[TestFixture(ComposeVersion.Two)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ComposePlatformTests(ComposeVersion version) : IDisposable
{
    private readonly ComposeBench bench = new(version);

    public void Dispose() => bench.Dispose();

    [Test]
    public async Task The_way_back_runs_the_exact_old_image_although_its_tag_was_moved_meanwhile()
    {
        await bench.ReleaseAsync("1.0.0", null);
        var before = bench.ComposeFile;
        var old = ImageOf("web");
        await bench.ReleaseAsync("2.0.0", "1.0.0");
        bench.Engine.Docker("tag", Images.Busybox(bench.Engine), bench.Image("web", "1.0.0"));

        await bench.UndoAsync("2.0.0", "1.0.0");

        ImageOf("web").ShouldBe(old);
        bench.ComposeFile.ShouldBe(before);
        (await bench.Open().DescribeAsync(bench.Context(), default)).IsHealthy.ShouldBeTrue();
    }

    [Test]
    public async Task The_way_back_fetches_the_old_image_again_by_its_digest_where_it_is_gone()
    {
        await bench.ReleaseAsync("1.0.0", null);
        var old = ImageOf("web");
        await bench.ReleaseAsync("2.0.0", "1.0.0");
        // Under all its names.
        bench.Engine.Docker("image", "rm", "--force", old);
        bench.Engine.TryRun("docker", ["image", "inspect", old]).Code.ShouldBe(1);

        await bench.UndoAsync("2.0.0", "1.0.0");

        ImageOf("web").ShouldBe(old);
    }

    [Test]
    public async Task A_tag_that_stays_the_same_means_the_new_image_after_a_release_and_the_old_one_after_the_way_back()
    {
        bench.Configuration = bench.Configuration.Replace(
            "/web:{version}",
            $"/{bench.Project}:latest",
            StringComparison.Ordinal
        );
        var latest = $"{bench.Engine.Registry.Address}/shop/{bench.Project}:latest";
        Publish("1.0.0");
        bench.ComposeFile = bench.ComposeFile.Replace(
            bench.Image("web", "0.0.0"),
            latest,
            StringComparison.Ordinal
        );
        await bench.ReleaseAsync("1.0.0", null);
        var old = ImageOf("web");
        Publish("2.0.0");
        bench.Engine.Docker("tag", old, latest);

        await bench.ReleaseAsync("2.0.0", "1.0.0");
        ImageOf("web").ShouldNotBe(old);
        await bench.UndoAsync("2.0.0", "1.0.0");

        ImageOf("web").ShouldBe(old);
        bench.Engine.Docker("image", "inspect", "--format", "{{.ID}}", latest).ShouldBe(old);

        void Publish(string tag)
        {
            bench.Engine.Docker("tag", bench.Image("web", tag), latest);
            bench.Engine.Docker("push", "--quiet", latest);
        }
    }

    [Test]
    public async Task A_container_that_ends_again_and_again_is_noticed_at_once_with_its_last_words()
    {
        bench.Build("web", "crashing");
        bench.ComposeFile = bench
            .ComposeFile.Replace("  db:\n", "  db:\n    restart: always\n", StringComparison.Ordinal)
            .Replace("depends_on: [db]", "depends_on: [db]\n    restart: always", StringComparison.Ordinal);
        bench.Configuration = bench.Configuration.Replace(
            "deadline: 10s",
            "deadline: 1h",
            StringComparison.Ordinal
        );
        await bench.ReleaseAsync("1.0.0", null);
        bench.Build("db", "crashing");

        var refusal = await Should.ThrowAsync<ReleaseRefusedException>(() =>
            bench.ReleaseAsync("crashing", "1.0.0")
        );

        refusal.Problem.ShouldContain("ends again and again");
        refusal.Problem.ShouldContain("cannot begin");
        await bench.UndoAsync("crashing", "1.0.0");
        (await bench.Open().DescribeAsync(bench.Context(), default)).IsHealthy.ShouldBeTrue();
    }

    [Test]
    public async Task What_is_kept_and_what_is_not_named_are_the_same_containers_after_a_release_and_after_the_way_back()
    {
        bench.ComposeFile += $"""

              broker:
                image: {Images.Busybox(bench.Engine)}
                command: [sleep, "1000"]
                stop_signal: SIGKILL
              edge:
                image: {Images.Busybox(bench.Engine)}
                command: [sleep, "1000"]
                depends_on: [web]
                stop_signal: SIGKILL
            """;
        bench.Configuration += "\n  broker: { keep: true }\n";
        await bench.ReleaseAsync("1.0.0", null, until: Stage.Pull);
        Compose("up", "-d");
        var before = (Id("broker"), Id("edge"));

        await bench.ReleaseAsync("2.0.0", "1.0.0");
        (Id("broker"), Id("edge")).ShouldBe(before);
        await bench.UndoAsync("2.0.0", "1.0.0");

        (Id("broker"), Id("edge")).ShouldBe(before);
        bench
            .Engine.Docker("inspect", "--format", "{{.RestartCount}} {{.State.Running}}", before.Item1)
            .ShouldBe("0 true");
    }

    [Test]
    public async Task As_many_containers_as_a_service_had_it_has_afterwards()
    {
        bench.ComposeFile = bench.ComposeFile.Replace(
            $"ports: [\"127.0.0.1:{bench.Port}:80\"]",
            "tty: false",
            StringComparison.Ordinal
        );
        bench.Configuration = System.Text.RegularExpressions.Regex.Replace(
            bench.Configuration,
            "health: .*\n",
            "dependsOn: []\n",
            System.Text.RegularExpressions.RegexOptions.None,
            TimeSpan.FromSeconds(1)
        );
        await bench.ReleaseAsync("1.0.0", null);
        Compose("up", "-d", "--no-deps", "--scale", "web=3", "web");

        await bench.ReleaseAsync("2.0.0", "1.0.0");

        var state = await bench.Open().DescribeAsync(bench.Context(), default);
        var web = state.Services.Single(service => service.Name == "web");
        web.ShouldSatisfyAllConditions(
            () => web.Detail.ShouldBe("3 containers"),
            () => web.Version.ShouldBe("2.0.0"),
            () => web.IsRunning.ShouldBeTrue()
        );
    }

    [Test]
    public async Task Images_that_releases_brought_go_when_so_many_newer_ones_are_there_and_no_container_has_them()
    {
        bench.PlatformKeys = "keep: 2";
        // The engine is shared, and these images go: the other Compose has others.
        var first = version == ComposeVersion.One ? 11 : 21;
        string[] versions = [.. Enumerable.Range(first, 5).Select(major => $"{major}.0.0")];
        foreach (var (name, each) in versions.SelectMany(each => new[] { ("web", each), ("db", each) }))
        {
            bench.Build(name, each);
        }

        bench.Engine.Docker("tag", bench.Image("web", versions[0]), bench.Image("web", "of-somebody"));
        string? previous = null;
        foreach (var each in versions)
        {
            await bench.ReleaseAsync(each, previous);
            previous = each;
            if (each == versions[0])
            {
                // Of another project, and stopped: still somebody may start it again.
                bench.Engine.Docker("create", "--name", bench.Project, bench.Image("db", versions[0]));
            }
        }

        try
        {
            IsThere("web", versions[0]).ShouldBeFalse();
            IsThere("web", versions[1]).ShouldBeFalse();
            IsThere("db", versions[1]).ShouldBeFalse();
            IsThere("web", versions[2]).ShouldBeTrue();
            IsThere("web", versions[3]).ShouldBeTrue();
            IsThere("web", versions[4]).ShouldBeTrue();
            IsThere("web", "of-somebody").ShouldBeTrue("no release brought it");
            IsThere("db", versions[0]).ShouldBeTrue("a container is made of it");
        }
        finally
        {
            bench.Engine.Docker("rm", bench.Project);
        }

        bool IsThere(string name, string tag) =>
            bench.Engine.TryRun("docker", ["image", "inspect", bench.Image(name, tag)]).Code == 0;
    }

    [Test]
    public async Task A_command_of_the_new_version_runs_beside_the_old_one_with_its_exit_code_and_a_secret_in_its_environment()
    {
        await bench.ReleaseAsync("1.0.0", null);
        await bench.ReleaseAsync("2.0.0", "1.0.0", until: Stage.Backup);
        var release = ReleaseRun.Identity("2.0.0", "1.0.0");
        var place = bench.Open().OnceIn("web", release);
        var secret = new Cake.Frosting.Release.Commands.Secret("TOKEN", "s3cret");
        var command = new Cake.Frosting.Release.Commands.Command(
            "sh",
            "-c",
            "echo \"$NAME $VERSION $TOKEN\"; exit 3"
        )
        {
            SuccessCodes = [3],
        }.WithEnvironment("TOKEN", secret);

        var result = await bench.Context().LookAsync(place, command, default);

        result.Value.ShouldBe("web 2.0.0 s3cret");
        result.ExitCode.ShouldBe(3);
        place.Locate(command).ToString().ShouldNotContain("s3cret");
        (await bench.Open().DescribeAsync(bench.Context(), default)).Version.ShouldBe("1.0.0");
    }

    [Test]
    public async Task A_command_inside_of_a_service_ends_with_its_own_exit_code_and_without_carriage_returns()
    {
        await bench.ReleaseAsync("1.0.0", null);
        var place = bench.Open().Inside("web");

        var result = await bench
            .Context()
            .LookAsync(
                place,
                new Cake.Frosting.Release.Commands.Command("sh", "-c", "echo one; echo two; exit 4")
                {
                    SuccessCodes = [4],
                },
                default
            );

        result.StandardOutput.ShouldBe("one\ntwo\n");
    }

    [Test]
    public async Task What_a_killed_run_left_working_on_the_engine_is_ended_before_anything_else_and_on_the_way_back()
    {
        await bench.ReleaseAsync("1.0.0", null);
        foreach (var stage in (Stage[])[Stage.Preflight, Stage.Start])
        {
            await bench.ReleaseAsync("2.0.0", "1.0.0", until: Stage.Backup);
            var line = bench
                .Open()
                .OnceIn("web", ReleaseRun.Identity("2.0.0", "1.0.0"))
                .Locate(new Cake.Frosting.Release.Commands.Command("sleep", "1000"));
            // The engine goes on with it whatever becomes of the client.
            var client = Task.Run(() => bench.Engine.TryRun(line.Program, [.. line.Arguments], bench.Root));
            await Tests.Files.Eventually.ShouldHoldAsync(() => OneOffs().Length > 0, "it runs");

            var step = bench
                .Open()
                .Steps(ReleaseRun.Identity("2.0.0", "1.0.0"))
                .Single(each => each.Id == $"{stage.ToString().ToLowerInvariant()}/one-offs");
            await (stage == Stage.Start ? step.Undo!.Act : step.Act)(bench.Context("2.0.0"), default);

            OneOffs().ShouldBeEmpty();
            await client;
        }

        string OneOffs() =>
            bench.Engine.Docker("ps", "--quiet", "--filter", $"label=cake.frosting.release={bench.Project}");
    }

    [Test]
    public async Task A_fault_that_Compose_refuses_is_reported_with_file_and_line_U9()
    {
        await bench.ReleaseAsync("1.0.0", null);
        bench.ComposeFile += "\nvolumes:\n  - data\n";

        var refusal = await Should.ThrowAsync<ConfigurationException>(() =>
            bench.ReleaseAsync("2.0.0", "1.0.0", until: Stage.Preflight)
        );

        var line = bench.ComposeFile.Split('\n').ToList().IndexOf("volumes:") + 1;
        refusal.Problem.ShouldStartWith($"docker-compose.yml({line},1): docker");
        refusal.Problem.ShouldContain("volumes must be a mapping");
    }

    [Test]
    public async Task A_variable_of_the_environment_that_hides_the_env_file_is_refused_before_anything_is_changed()
    {
        bench.ComposeFile = bench.ComposeFile.Replace("web:0.0.0", "web:${WEB:-9}", StringComparison.Ordinal);
        bench.Write(".env", "SECRET='a b'\r\nWEB=0.0.0 # the version");
        var release = ReleaseRun.Identity("1.0.0", null);

        var refusal = Should.Throw<ConfigurationException>(() =>
            bench.OpenCompose(name => name == "WEB" ? "7" : null).Steps(release)
        );

        refusal.Problem.ShouldContain("WEB is set in the environment of this run");
        await bench.ReleaseAsync("1.0.0", null);
        File.ReadAllText(Path.Combine(bench.Root, ".env"))
            .ShouldBe("SECRET='a b'\r\nWEB=1.0.0 # the version");
        await bench.UndoAsync("1.0.0", null);
        File.ReadAllText(Path.Combine(bench.Root, ".env"))
            .ShouldBe("SECRET='a b'\r\nWEB=0.0.0 # the version");
    }

    [Test]
    public async Task A_file_that_somebody_changed_during_the_release_keeps_the_change_on_the_way_back()
    {
        await bench.ReleaseAsync("1.0.0", null);
        await bench.ReleaseAsync("2.0.0", "1.0.0");
        var before = bench.ComposeFile;
        bench.ComposeFile = "# A word of the night shift.\n" + before;

        await bench.UndoAsync("2.0.0", "1.0.0");

        bench.ComposeFile.ShouldBe(
            "# A word of the night shift.\n" + before.Replace("2.0.0", "1.0.0", StringComparison.Ordinal)
        );
        (await bench.Open().DescribeAsync(bench.Context(), default)).Version.ShouldBe("1.0.0");
    }

    [Test]
    public async Task An_engine_that_is_not_there_is_said_to_be_so()
    {
        var platform = bench.PlatformAt("unix:///nowhere/docker.sock");

        var failure = await Should.ThrowAsync<CommandFailedException>(() =>
            platform.DescribeAsync(bench.Context(), default)
        );

        failure.Problem.ShouldContain("unix:///nowhere/docker.sock");
    }

    private string ImageOf(string service) =>
        bench.Engine.Docker("inspect", "--format", "{{.Image}}", Id(service));

    private string Id(string service) =>
        bench.Engine.Docker(
            "ps",
            "--all",
            "--quiet",
            "--no-trunc",
            "--filter",
            $"label=com.docker.compose.project={bench.Project}",
            "--filter",
            $"label=com.docker.compose.service={service}"
        );

    private void Compose(params string[] arguments) =>
        bench.Engine.Run(
            version == ComposeVersion.One ? "docker-compose" : "docker",
            [
                .. version == ComposeVersion.One ? (string[])[] : ["compose"],
                "-p",
                bench.Project,
                .. arguments,
            ],
            bench.Root
        );
}
