using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Git;

public sealed partial record GitCommands
{
    /// <summary>The address of a remote as git would use it; exit code 2 where there is no such remote.</summary>
    /// <param name="remote">The remote's name.</param>
    public Command RemoteUrl(string remote) =>
        Git("remote", "get-url", "--", remote) with
        {
            SuccessCodes = [0, 2],
        };
}
