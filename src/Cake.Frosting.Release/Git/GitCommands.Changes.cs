using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Git;

/// <content>The git command lines that change something.</content>
public sealed partial record GitCommands
{
    private const int LongestArgument = 30_000;

    // git would otherwise invent an address from the names of user and host.
    private static readonly string[] ConfiguredOnly = ["-c", "user.useConfigOnly=true"];

    /// <summary>Commits these files as they are in the work tree, and nothing else, whatever the index holds.</summary>
    /// <param name="files">The files, relative to <see cref="Directory"/>.</param>
    /// <param name="message">The commit's message.</param>
    /// <param name="sign">Whether to sign it with the key that git is configured for.</param>
    public Command Commit(IEnumerable<string> files, string message, bool sign) =>
        Writing(
            WithMessage(
                [
                    "commit",
                    "--only",
                    "--quiet",
                    sign ? "--gpg-sign" : "--no-gpg-sign",
                    "--cleanup=whitespace",
                ],
                message,
                ["--", .. files.Select(PathSpec)]
            ),
            sign
        );

    /// <summary>Makes an annotated tag.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="commit">The commit that it marks.</param>
    /// <param name="message">Its message; lines that begin with # are kept.</param>
    /// <param name="sign">Whether to sign it with the key that git is configured for.</param>
    public Command CreateTag(string tag, string commit, string message, bool sign) =>
        Writing(
            WithMessage(
                ["tag", "--annotate", sign ? "--sign" : "--no-sign", "--cleanup=whitespace"],
                message,
                ["--", tag, commit]
            ),
            sign
        );

    /// <summary>Deletes a tag of this repository, provided that it still is the object expected.</summary>
    /// <param name="tag">Its name.</param>
    /// <param name="tagObject">The id that the ref has, of the tag object and not of the commit.</param>
    public Command DeleteTag(string tag, string tagObject) =>
        Git("update-ref", "-d", "--", $"refs/tags/{tag}", tagObject);

    /// <summary>Publishes a commit on a branch and a tag, both or none.</summary>
    /// <param name="remote">The remote's name.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="branch">The remote's branch; <c>null</c> where it has the commit already, and only the tag is pushed.</param>
    /// <param name="tag">The tag.</param>
    /// <remarks>Without <c>--porcelain</c>: it would move the refusals to standard output, away from errors.</remarks>
    public Command Push(string remote, string commit, string? branch, string tag) =>
        PushTo(
            remote,
            ["--atomic"],
            [
                .. branch is null ? Array.Empty<string>() : [$"{commit}:refs/heads/{branch}"],
                $"refs/tags/{tag}:refs/tags/{tag}",
            ]
        );

    /// <summary>Puts a commit on a branch of its own, in the place of what this release put there before.</summary>
    /// <param name="remote">The remote's name.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="branch">The remote's branch.</param>
    /// <param name="former">The commit that the branch must be at for this to succeed; <c>null</c> where there must be none.</param>
    public Command PushProposal(string remote, string commit, string branch, string? former) =>
        PushTo(
            remote,
            [$"--force-with-lease=refs/heads/{branch}:{former}"],
            [$"{commit}:refs/heads/{branch}"]
        );

    /// <summary>Moves the branch that is checked out back, provided that it still is where it is expected.</summary>
    /// <param name="reason">What the reflog will say.</param>
    /// <param name="to">The commit to move to.</param>
    /// <param name="expected">The commit where it is.</param>
    public Command MoveHead(string reason, string to, string expected) =>
        Git("update-ref", "-m", reason, "--", "HEAD", to, expected);

    /// <summary>Sets files of the index as a commit has them; the work tree is not touched.</summary>
    /// <param name="commit">The commit.</param>
    /// <param name="files">The files, relative to <see cref="Directory"/>.</param>
    public Command Unstage(string commit, IEnumerable<string> files) =>
        Git(["reset", "--quiet", commit, "--", .. files.Select(PathSpec)]);

    private Command PushTo(string remote, string[] options, string[] refs) =>
        Network(
            Git([
                "-c",
                "advice.pushUpdateRejected=false",
                "push",
                .. options,
                "--no-follow-tags",
                "--no-signed",
                "--",
                remote,
                .. refs,
            ])
        );

    private Command WithMessage(string[] before, string message, string[] after) =>
        message.Length <= LongestArgument
            ? Git([.. ConfiguredOnly, .. before, $"--message={message}", .. after])
            : Git([.. ConfiguredOnly, .. before, "--file=-", .. after]) with
            {
                StandardInput = message,
            };

    // The deadline is for a pinentry in a window that nobody sees, and for hooks. Where a key is locked, neither
    // ssh-keygen nor gpg gets a terminal to ask for its passphrase.
    private Command Writing(Command command, bool sign) =>
        Authored(sign ? NeverAsking(command).WithEnvironment("GPG_TTY", "") : command)
            .WithEnvironment("GIT_EDITOR", "false") with
        {
            Deadline = NetworkDeadline,
        };

    private Command Authored(Command command)
    {
        if (Author?.LastIndexOf(" <", StringComparison.Ordinal) is not ({ } at and > 0))
        {
            return command;
        }

        var (name, mail) = (Author[..at], Author[(at + 2)..].TrimEnd('>'));
        return command
            .WithEnvironment("GIT_AUTHOR_NAME", name)
            .WithEnvironment("GIT_AUTHOR_EMAIL", mail)
            .WithEnvironment("GIT_COMMITTER_NAME", name)
            .WithEnvironment("GIT_COMMITTER_EMAIL", mail);
    }

    // A plain name stays plain; one that git would read as a pattern says that it is none.
    private static string PathSpec(string file) =>
        file.StartsWith(':') || file.AsSpan().IndexOfAny("*?[\\") >= 0 ? $":(literal){file}" : file;
}
