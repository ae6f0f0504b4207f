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

    /// <summary>Gets the commits of a remote's branch. No ref of this repository moves, and nothing remembers it.</summary>
    /// <param name="remote">The remote's name.</param>
    /// <param name="branch">The branch.</param>
    public Command FetchObjects(string remote, string branch) =>
        Network(
            Git(
                "fetch",
                "--quiet",
                "--no-tags",
                "--no-write-fetch-head",
                "--no-recurse-submodules",
                "--refmap=",
                "--",
                remote,
                $"refs/heads/{branch}"
            )
        );

    /// <summary>The subjects of the commits that a branch has besides another's, without merges; newest first.</summary>
    /// <param name="other">A commit that has the other ones.</param>
    /// <param name="commit">The newest commit of the branch.</param>
    public Command SubjectsBetween(string other, string commit) =>
        Git(
            "log",
            "--no-color",
            "--no-show-signature",
            "--no-merges",
            "--encoding=UTF-8",
            "--format=%s",
            "--end-of-options",
            commit,
            $"^{other}",
            "--"
        );
}
