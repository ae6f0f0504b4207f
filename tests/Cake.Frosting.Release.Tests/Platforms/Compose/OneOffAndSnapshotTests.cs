using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Steps;
using Cake.Frosting.Release.Tests.Postgres;
using Engine;

namespace Cake.Frosting.Release.Tests.Platforms.Compose;

/// <summary>Containers kept as images, and entrypoints that are gone past, on a real engine.</summary>
[TestFixture(ComposeVersion.One)]
[TestFixture(ComposeVersion.Two)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class OneOffAndSnapshotTests(ComposeVersion version) : IDisposable
{
    private readonly ComposeBench bench = new(version);

    public void Dispose() => bench.Dispose();

    [Test]
    public async Task A2_each_container_that_is_replaced_is_kept_for_as_many_releases_as_were_asked_for()
    {
        bench.PlatformKeys = "snapshots: { keep: 1 }";
        bench.Build("web", "3.0.0");
        bench.Build("db", "3.0.0");
        await bench.ReleaseAsync("1.0.0", null);
        Kept().ShouldBeEmpty();
        var events = new RecordingEvents();

        await bench.ReleaseAsync("2.0.0", "1.0.0", events);

        var name = $"{bench.Project}-release/web:20261121T104227Z-2.0.0";
        Kept().ShouldBe([name.Replace("/web:", "/db:"), name]);
        events.Instructions.ShouldContain(instruction =>
            instruction.Text.Contains(
                $"Not in {name}, as it is in volumes: /started (bind {bench.Root}/started)"
            )
        );
        bench
            .Engine.Docker("image", "inspect", "--format", "{{json .Config.Labels}}", name)
            .ShouldContain("\"com.docker.compose.service\":\"\"");

        await bench.ReleaseAsync("3.0.0", "2.0.0");

        Kept().ShouldAllBe(image => image.EndsWith("-3.0.0"));
        Kept().Length.ShouldBe(2);
    }

    [Test]
    public async Task A_one_off_container_goes_past_an_entrypoint_that_does_more_than_it_is_asked()
    {
        bench.Build("web", "guarded", "ENTRYPOINT [\"sh\", \"-c\", \"echo did it all\"]");
        bench.Build("db", "guarded");
        bench.Configuration = bench.Configuration.Replace("  web:\n", "  web:\n    entrypoint: false\n");
        await bench.ReleaseAsync("1.0.0", null);
        await bench.ReleaseAsync("guarded", "1.0.0", until: Stage.Backup);
        var release = ReleaseRun.Identity("guarded", "1.0.0");

        var result = await bench
            .Context()
            .LookAsync(
                bench.Open().OnceIn("web", release),
                new Command("/bin/sh", "-c", "echo \"$0 $VERSION\"", "it's only"),
                default
            );

        result.Value.ShouldBe("it's only guarded");
    }

    private string[] Kept() =>
        [
            .. bench
                .Engine.Docker(
                    "image",
                    "ls",
                    "--filter",
                    $"label=cake.frosting.release.snapshot={bench.Project}",
                    "--format",
                    "{{.Repository}}:{{.Tag}}"
                )
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Order(StringComparer.Ordinal),
        ];
}
