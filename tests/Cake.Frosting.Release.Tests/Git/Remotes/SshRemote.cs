using System.Globalization;
using Cake.Frosting.Release.Tests.State;

namespace Cake.Frosting.Release.Tests.Git;

/// <summary>A real sshd with keys of its own.</summary>
internal sealed class SshRemote : IServedRemote
{
    private readonly SshServer server = SshServer.Start();

    public SshRemote(string repository, bool knowsHost = true, string? identity = null)
    {
        Address = $"{server.Address}{repository}";
        Environment = new Dictionary<string, string>
        {
            ["GIT_SSH_COMMAND"] = string.Create(
                CultureInfo.InvariantCulture,
                $"ssh -F /dev/null -i '{identity ?? server.Identity}' -o IdentitiesOnly=yes -o UserKnownHostsFile='{(knowsHost ? server.KnownHosts : "/dev/null")}' -o GlobalKnownHostsFile=/dev/null"
            ),
        };
    }

    public string Address { get; }

    public IReadOnlyDictionary<string, string> Environment { get; }

    /// <summary>Nothing comes through any more, and nobody is told.</summary>
    public void Freeze() => server.FreezeConnections();

    public void Dispose() => server.Dispose();
}
