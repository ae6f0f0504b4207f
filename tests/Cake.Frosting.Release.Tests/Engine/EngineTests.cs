using Engine;

namespace Cake.Frosting.Release.Tests.Engine;

/// <summary>The engine that other tests rely on.</summary>
public sealed class EngineTests
{
    [Test]
    public void An_image_is_built_pushed_pulled_and_run_without_any_network_but_loopback()
    {
        var engine = DockerEngine.Shared();
        var name = $"{engine.Registry.Address}/engine/hello:1";

        Images.Script(engine, name, "echo hello from a container");
        engine.Docker("image", "rm", name);
        engine.Docker("pull", "--quiet", name);

        engine.Docker("run", "--rm", name).ShouldBe("hello from a container");
    }

    [Test]
    public void An_engine_of_its_own_leaves_no_process_and_no_file()
    {
        var engine = DockerEngine.Own();
        var socket = engine.Host["unix://".Length..];
        Images.Script(engine, "engine/sleeper:1", "sleep 1000");
        engine.Docker("run", "--detach", "engine/sleeper:1");
        var process = File.ReadAllText(Path.Combine(Path.GetDirectoryName(socket)!, "pid")).Trim();

        engine.Dispose();

        Directory.Exists($"/proc/{process}").ShouldBeFalse();
        Directory.Exists(Path.GetDirectoryName(socket)).ShouldBeFalse();
    }
}
