using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Git;

/// <content>The git command lines that bring a checkout to a commit. None of them throws local changes away.</content>
public sealed partial record GitCommands
{
    /// <summary>Brings a branch of the remote here, as its remote-tracking branch; nothing that is checked out moves.</summary>
    /// <param name="remote">The remote's name.</param>
    /// <param name="branch">The branch.</param>
    public Command FetchBranch(string remote, string branch) =>
        Network(
            Git(
                "fetch",
                "--quiet",
                "--no-tags",
                "--",
                remote,
                $"+refs/heads/{branch}:refs/remotes/{remote}/{branch}"
            )
        );

    /// <summary>Checks a branch out.</summary>
    /// <param name="branch">The branch, which is there.</param>
    public Command Switch(string branch) => Hooked(Git("switch", "--quiet", "--no-guess", branch));

    /// <summary>Makes a branch at a commit, and checks it out.</summary>
    /// <param name="branch">The branch, which is not there yet.</param>
    /// <param name="commit">The commit.</param>
    public Command SwitchToNew(string branch, string commit) =>
        Hooked(Git("switch", "--quiet", "--no-track", "--create", branch, commit));

    /// <summary>Checks a commit out that no branch stands for.</summary>
    /// <param name="commit">The commit.</param>
    public Command SwitchDetached(string commit) => Hooked(Git("switch", "--quiet", "--detach", commit));

    /// <summary>Moves the branch that is checked out forward to a commit.</summary>
    /// <param name="commit">The commit, which must have the branch's own as ancestor.</param>
    public Command FastForward(string commit) => Hooked(Git("merge", "--quiet", "--ff-only", commit));

    /// <summary>Moves the branch that is checked out, and its files, back to a commit; refuses where local changes are in the way.</summary>
    /// <param name="commit">The commit.</param>
    public Command KeepingReset(string commit) => Hooked(Git("reset", "--quiet", "--keep", commit));

    /// <summary>Moves a branch that is not checked out, provided that it still is where it is expected.</summary>
    /// <param name="branch">The branch.</param>
    /// <param name="to">The commit to move to; <c>null</c> to delete it.</param>
    /// <param name="expected">The commit where it is.</param>
    public Command MoveBranch(string branch, string? to, string expected) =>
        to is null
            ? Git("update-ref", "-d", "--", $"refs/heads/{branch}", expected)
            : Git("update-ref", "--", $"refs/heads/{branch}", to, expected);

    // Hooks of the checkout may do anything, and may wait for somebody.
    private Command Hooked(Command command) => command with { Deadline = NetworkDeadline };
}
