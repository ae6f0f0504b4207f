using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Git;

/// <summary>Turns what git says on standard error into an error that knows the way out.</summary>
internal static class GitErrors
{
    /// <summary>The failure with its way out, or the failure itself where nothing is known about it.</summary>
    public static ReleaseException Explain(CommandFailedException failure, string directory)
    {
        var said = failure.StandardError;
        bool Says(params ReadOnlySpan<string> texts)
        {
            foreach (var text in texts)
            {
                if (said.Contains(text, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }

            return false;
        }

        if (Says("dubious ownership"))
        {
            var safe = Directory.Exists(directory) ? Path.GetFullPath(directory) : directory;
            return Refused(
                $"git does not trust the repository in {directory}: it belongs to another user than the one who runs this.",
                $"Run the release as its owner, or trust it: git config --global --add safe.directory {ShellQuoting.Quote(safe)}"
            );
        }

        if (Says("not a git repository", "must be run in a work tree"))
        {
            return Refused(
                $"{directory} is not the work tree of a git repository.",
                "Run the release in a clone of the project, or name one with --working=DIR."
            );
        }

        if (Says("cannot change to"))
        {
            return Refused(
                $"There is no directory {directory}.",
                "Name the project's directory with --working=DIR."
            );
        }

        if (Says("Please tell me who you are", "no email was given", "no name was given", "empty ident name"))
        {
            return Refused(NoIdentity, NameYourself);
        }

        var wayOut =
            failure.RanPastDeadline
                ? $"git waits: for an answer of the remote, for a hook, or for a credential helper that asks somebody. Look by hand where: git -C {ShellQuoting.Quote(directory)} ls-remote; or give it longer: git/deadline in the configuration."
            : Says(
                "returned error: 403",
                "access denied or repository not exported",
                "Write access to repository not granted",
                "service not enabled"
            )
                ? "Whoever git is here may not write to this remote, or the server takes no pushes at this address: look at git remote -v, at the deploy key's or token's rights, and whether the repository is archived."
            : Says(
                "Authentication failed",
                "could not read Username",
                "could not read Password",
                "unable to read askpass response",
                "terminal prompts disabled"
            )
                ? "git may not ask for a password here. Configure a credential helper or a deploy key for this remote."
            : Says("Permission denied (publickey", "Host key verification failed")
                ? "Load the key into the agent (ssh-add) and accept the host once (ssh-keyscan), or give the CI job a deploy key."
            : Says(
                "Could not resolve host",
                "Connection refused",
                "Connection timed out",
                "Could not connect",
                "Network is unreachable",
                "No route to host",
                "unable to access"
            )
                ? "Check the network and the address: git remote -v"
            : Says(
                "does not appear to be a git repository",
                "No such remote",
                "Repository not found",
                "returned error: 404",
                "' not found"
            )
                ? "Check the remote's name and address: git remote -v"
            : Says(
                "gpg failed to sign",
                "error: Load key",
                "signing failed",
                "secret key not available",
                "Couldn't load public key"
            )
                ? "Signing may not ask for a passphrase: unlock the key first (gpg-preset-passphrase, ssh-add), check user.signingKey, or turn signing off in the configuration."
            : Says(
                "the remote end hung up unexpectedly",
                "early EOF",
                "Connection reset",
                "Broken pipe",
                "RPC failed",
                "unexpected disconnect"
            )
                ? "The connection broke off. Run the release again: it finds what had arrived."
            : Says("index.lock", "cannot lock ref")
                ? "Another git command is at work in this repository, or was killed: wait for it, or remove its lock file."
            : failure.CommandExitCode is null && failure.WayOut.Length > 0 ? failure.WayOut
            : "";
        return wayOut.Length == 0 || wayOut == failure.WayOut ? failure : With(failure, wayOut);
    }

    /// <summary>The same for a commit, where hooks have a say.</summary>
    public static ReleaseException Commit(CommandFailedException failure, string directory)
    {
        var explained = Explain(failure, directory);
        return explained != failure ? explained
            : failure.StandardError.Contains("did not match any file", StringComparison.Ordinal)
                ? With(failure, "Add the file to the repository first: git add FILE && git commit")
            : failure.CommandExitCode == 1
                ? With(
                    failure,
                    "A hook of this repository refused the commit, or there was nothing to commit. Meet the hook's rule and run the release again."
                )
            : failure;
    }

    /// <summary>The same failure with another way out.</summary>
    public static CommandFailedException With(CommandFailedException failure, string wayOut) =>
        new(failure.Problem, failure.CommandExitCode, failure.StandardError, wayOut, failure);

    public const string NoIdentity =
        "git does not know who makes the release commit: no user.name and user.email are configured.";

    public const string NameYourself =
        "git config user.name \"Release Bot\" && git config user.email release@example.org, or set GIT_AUTHOR_NAME, "
        + "GIT_AUTHOR_EMAIL, GIT_COMMITTER_NAME and GIT_COMMITTER_EMAIL.";

    private static ReleaseRefusedException Refused(string problem, string wayOut) => new(problem, wayOut);
}
