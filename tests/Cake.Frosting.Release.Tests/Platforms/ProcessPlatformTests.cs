using System.Net;
using System.Net.Sockets;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;
using NSubstitute;

namespace Cake.Frosting.Release.Tests.Platforms;

public sealed class ProcessPlatformContract() : PlatformContract(() => new ProcessBench());

/// <summary>What only processes have.</summary>
public sealed class ProcessPlatformTests
{
    [Test]
    public async Task A_port_that_somebody_else_listens_on_is_refused_in_Preflight()
    {
        using var bench = new ProcessBench();
        using var other = new TcpListener(IPAddress.Loopback, bench.DatabasePort);
        other.Start();
        var release = new ReleaseIdentity("20261121T104227Z-1.0.0", "shop", "1.0.0", null);
        var preflight = bench.Open().Steps(release)[0];

        var refusal = await Should.ThrowAsync<ReleaseRefusedException>(() =>
            preflight.Act(bench.ContextOf(release, Substitute.For<IStepEvents>()), default)
        );

        refusal.Problem.ShouldBe(
            $"db does not run, and something else listens on its port {bench.DatabasePort}."
        );
    }
}
