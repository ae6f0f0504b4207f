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

    [Test]
    public async Task What_an_abandoned_release_had_fetched_by_half_goes_with_the_next_one_that_is_live()
    {
        using var bench = new ProcessBench();
        var release = new ReleaseIdentity("20261121T104227Z-2.0.0", "shop", "2.0.0", "1.0.0");
        string[] before = ["2.0.0", "1.0.0", "0.9.0", "0.8.0", ".1.9.0.partial"];
        foreach (var name in before)
        {
            Directory.CreateDirectory(Path.Combine(bench.Layout.Releases, name));
        }

        var prune = bench.Open().Steps(release).Single(step => step.Id == "announce/prune");
        var context = bench.ContextOf(release, Substitute.For<IStepEvents>());
        (await prune.Probe!(context, default)).State.ShouldBe(ProbeState.NotDone);
        await prune.Act(context, default);

        Directory
            .GetDirectories(bench.Layout.Releases)
            .Select(Path.GetFileName)
            .ShouldBe(["0.8.0", "0.9.0", "1.0.0", "2.0.0"], ignoreOrder: true);
    }
}
