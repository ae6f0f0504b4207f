using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Tests.Checks;
using Cake.Frosting.Release.Tests.State;

namespace Cake.Frosting.Release.Tests.Commands;

public sealed class SshTunnelTests
{
    [Test]
    public async Task A_port_of_loopback_leads_through_a_host_until_it_is_closed()
    {
        using var sshd = SshServer.Start();
        using var server = Server.Answering("200 OK", "behind the host");
        using var client = new HttpClient();
        var tunnel = await SshTunnel.OpenAsync(HostOf(sshd), "127.0.0.1", server.Port, default);
        var url = $"http://127.0.0.1:{tunnel.Port}/";

        (await client.GetStringAsync(url)).ShouldBe("behind the host");
        (await client.GetStringAsync(url)).ShouldBe("behind the host");
        tunnel.Dispose();

        await Should.ThrowAsync<HttpRequestException>(() => client.GetStringAsync(url));
    }

    [Test]
    public async Task A_host_that_lets_nobody_in_is_told_with_ssh_s_own_words()
    {
        using var sshd = SshServer.Start();
        var stranger = HostOf(sshd) with { KnownHosts = "/dev/null" };

        var failure = await Should.ThrowAsync<CommandFailedException>(() =>
            SshTunnel.OpenAsync(stranger, "127.0.0.1", 1, default)
        );

        failure.StandardError.ShouldContain("Host key verification failed");
    }

    private static SshHost HostOf(SshServer sshd) =>
        SshHost.Parse(sshd.Address) with
        {
            Identity = sshd.Identity,
            KnownHosts = sshd.KnownHosts,
        };
}
