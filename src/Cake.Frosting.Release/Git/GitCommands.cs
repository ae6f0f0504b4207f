using System.Collections.Immutable;
using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Git;

/// <summary>
/// The git command lines that look and change nothing. Every one names its repository with <c>-C</c>, speaks
/// English, asks nobody for a password, and takes names only where they cannot be read as options.
/// </summary>
/// <param name="Directory">A directory in the work tree.</param>
public sealed partial record GitCommands(string Directory)
{
    /// <summary>Variables of the environment that git must not see, from <see cref="GitEnvironment"/>.</summary>
    public ImmutableArray<string> Unset { get; init; } = [];

    /// <summary>Who makes commits and tags, as <c>Name &lt;mail@example.org&gt;</c>; <c>null</c> where git's configuration says.</summary>
    public string? Author { get; init; }

    /// <summary>The time after which a command is stopped that talks to the remote, or runs hooks.</summary>
    public TimeSpan NetworkDeadline { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Whether the place is a work tree, whether the repository is shallow, and where the tree begins.</summary>
    public Command Place() =>
        Git(
            "rev-parse",
            "--is-inside-work-tree",
            "--is-shallow-repository",
            "--show-prefix",
            "--show-toplevel"
        );

    /// <summary>Branch, head and everything that is not committed, NUL-separated, without refreshing the index.</summary>
    public Command Status() =>
        Git("status", "--porcelain=v2", "--branch", "-z", "--untracked-files=normal")
            .WithEnvironment("GIT_OPTIONAL_LOCKS", "0");

    /// <summary>The commit that a revision leads to; exit code 1 where there is none.</summary>
    /// <param name="revision">A revision, for example <c>HEAD</c> or <c>refs/tags/v1.4.0</c>.</param>
    public Command CommitOf(string revision) =>
        Git("rev-parse", "--verify", "--quiet", "--end-of-options", $"{revision}^{{commit}}") with
        {
            SuccessCodes = [0, 1],
        };

    /// <summary>Whether a commit is in the object store; exit code 1 or 128 where it is not.</summary>
    /// <param name="commit">The full id.</param>
    public Command Has(string commit) =>
        Git("cat-file", "-e", $"{commit}^{{commit}}") with
        {
            SuccessCodes = [0, 1, 128],
        };

    /// <summary>The id of an object; exit code 1 where there is none.</summary>
    /// <param name="name">The object, for example <c>HEAD^{tree}</c>.</param>
    public Command IdOf(string name) =>
        Git("rev-parse", "--verify", "--quiet", "--end-of-options", name) with
        {
            SuccessCodes = [0, 1],
        };

    /// <summary>The id that a tag's ref has, of the tag object and not of the commit; exit code 1 where there is none.</summary>
    /// <param name="tag">The tag's name.</param>
    public Command ObjectOfTag(string tag) => IdOf($"refs/tags/{tag}");

    /// <summary>The names of tags with a prefix. Tag objects are not opened, so thousands cost nothing.</summary>
    /// <param name="prefix">What the names begin with.</param>
    /// <param name="mergedInto">Only tags on ancestors of this commit; <c>null</c> for all.</param>
    public Command Tags(string prefix, string? mergedInto = null) =>
        Git([
            "for-each-ref",
            "--format=%(refname:strip=2)",
            .. mergedInto is null ? Array.Empty<string>() : [$"--merged={mergedInto}"],
            "--",
            .. TagGlobs(prefix),
        ]);

    /// <summary>The names of tags with a prefix at a commit.</summary>
    /// <param name="prefix">What the names begin with.</param>
    /// <param name="commit">The commit.</param>
    public Command TagsAt(string prefix, string commit) =>
        Git([
            "for-each-ref",
            "--format=%(refname:strip=2)",
            $"--points-at={commit}",
            "--",
            .. TagGlobs(prefix),
        ]);

    /// <summary>Id, author and message of each commit of a range, newest first, each ended by NUL. Never diffs contents.</summary>
    /// <param name="range">The range.</param>
    public Command Log(CommitRange range)
    {
        ArgumentNullException.ThrowIfNull(range);
        return Git([
                "log",
                "-z",
                "--no-color",
                "--no-show-signature",
                "--no-decorate",
                "--no-mailmap",
                "--encoding=UTF-8",
                "--format=%H%n%an%n%B",
                .. range.IsFirstParent ? ["--first-parent"] : Array.Empty<string>(),
                "--end-of-options",
                range.Until,
                .. range.Since is null ? Array.Empty<string>() : [$"^{range.Since}"],
                "--",
                .. range.Paths.Select(PathSpec),
            ])
            // Into a pipe git writes each commit by itself unless it is told not to: most of the time of a long history.
            .WithEnvironment("GIT_FLUSH", "0") with
        {
            RecordEnd = '\0',
        };
    }

    /// <summary>Whether one commit is an ancestor of another, or the same; exit code 1 where it is not.</summary>
    /// <param name="ancestor">The older one.</param>
    /// <param name="descendant">The younger one.</param>
    public Command IsAncestor(string ancestor, string descendant) =>
        Git("merge-base", "--is-ancestor", "--end-of-options", ancestor, descendant) with
        {
            SuccessCodes = [0, 1],
        };

    /// <summary>How many commits each side has that the other has not, separated by a tab.</summary>
    /// <param name="left">One commit.</param>
    /// <param name="right">The other.</param>
    public Command Count(string left, string right) =>
        Git("rev-list", "--left-right", "--count", "--end-of-options", $"{left}...{right}", "--");

    /// <summary>The files in which two commits differ, NUL-separated, from the top of the tree.</summary>
    /// <param name="from">One commit.</param>
    /// <param name="to">The other.</param>
    public Command ChangedFiles(string from, string to) =>
        Git("diff-tree", "-r", "-z", "--name-only", "--no-renames", "--end-of-options", from, to, "--");

    /// <summary>Author or committer as git would write it; exit code 128 where the configuration names none.</summary>
    /// <param name="role"><c>AUTHOR</c> or <c>COMMITTER</c>.</param>
    public Command Identity(string role) => Authored(Git([.. ConfiguredOnly, "var", $"GIT_{role}_IDENT"]));

    /// <summary>A branch and a tag as the remote has them now. No ref of this repository moves.</summary>
    /// <param name="remote">The remote's name.</param>
    /// <param name="branch">The branch.</param>
    /// <param name="tag">The tag; <c>null</c> to ask for the branch only.</param>
    public Command RemoteRefs(string remote, string branch, string? tag) =>
        Network(
            Git([
                "ls-remote",
                "--",
                remote,
                $"refs/heads/{branch}",
                .. tag is null ? Array.Empty<string>() : [$"refs/tags/{tag}", $"refs/tags/{tag}^{{}}"],
            ])
        );

    /// <inheritdoc/>
    public bool Equals(GitCommands? other) =>
        other is not null
        && Directory == other.Directory
        && Unset.SequenceEqual(other.Unset)
        && Author == other.Author
        && NetworkDeadline == other.NetworkDeadline;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Directory, Unset.Length, Author, NetworkDeadline);

    // A glob of for-each-ref does not cross a slash: release/v1 needs the second one.
    private static string[] TagGlobs(string prefix) => [$"refs/tags/{prefix}*", $"refs/tags/{prefix}*/**"];

    private Command Git(params IEnumerable<string> arguments) =>
        (
            Unset.IsEmpty
                ? new Command("git", "-C", Directory)
                : new Command(
                    "env",
                    [.. Unset.SelectMany(name => new[] { "-u", name }), "git", "-C", Directory]
                )
        )
            .With(arguments)
            .WithEnvironment("LC_ALL", "C")
            .WithEnvironment("GIT_TERMINAL_PROMPT", "0");

    // ssh opens the terminal itself to ask for passphrases and unknown hosts: it gets a program that says no.
    private static Command NeverAsking(Command command) =>
        command.WithEnvironment("SSH_ASKPASS", "false").WithEnvironment("SSH_ASKPASS_REQUIRE", "force");

    private Command Network(Command command) => NeverAsking(command) with { Deadline = NetworkDeadline };
}
