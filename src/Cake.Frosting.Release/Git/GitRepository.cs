using System.Globalization;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Git;

/// <summary>Looks at a git repository. Nothing here changes a ref, the index or a file.</summary>
/// <param name="commands">The command lines, and with them the repository.</param>
/// <param name="runner">Runs them.</param>
/// <param name="place">Where git runs; this machine unless given.</param>
public sealed class GitRepository(GitCommands commands, ICommandRunner runner, IPlace? place = null)
{
    /// <summary>The command lines of this repository.</summary>
    public GitCommands Commands => commands;

    /// <summary>Where git runs.</summary>
    public IPlace Place { get; } = place ?? new ThisMachine();

    /// <summary>How the work tree stands.</summary>
    /// <param name="cancellationToken">Ends the command.</param>
    /// <exception cref="ReleaseRefusedException">There is no work tree, or git does not trust it.</exception>
    public async Task<GitStatus> StatusAsync(CancellationToken cancellationToken = default)
    {
        var where = (await LookAsync(commands.Place(), cancellationToken).ConfigureAwait(false)).Lines;
        var status = await LookAsync(commands.Status(), cancellationToken).ConfigureAwait(false);
        return GitStatusParser.Parse(where, status.StandardOutput);
    }

    /// <summary>The commit that a revision leads to, or <c>null</c>.</summary>
    /// <param name="revision">A revision, for example <c>HEAD</c>.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    public async Task<string?> CommitOfAsync(string revision, CancellationToken cancellationToken = default)
    {
        var result = await LookAsync(commands.CommitOf(revision), cancellationToken).ConfigureAwait(false);
        return result.ExitCode == 0 ? result.Value : null;
    }

    /// <summary>The commit that a tag of this repository leads to, or <c>null</c>.</summary>
    /// <param name="tag">The tag's name.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    public Task<string?> CommitOfTagAsync(string tag, CancellationToken cancellationToken = default) =>
        CommitOfAsync($"refs/tags/{tag}", cancellationToken);

    /// <summary>The id of an object, or <c>null</c>.</summary>
    /// <param name="name">The object, for example <c>HEAD^{tree}</c>.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    public async Task<string?> IdOfAsync(string name, CancellationToken cancellationToken = default)
    {
        var result = await LookAsync(commands.IdOf(name), cancellationToken).ConfigureAwait(false);
        return result.ExitCode == 0 ? result.Value : null;
    }

    /// <summary>The id that a tag's ref has, of the tag object and not of the commit, or <c>null</c>.</summary>
    /// <param name="tag">The tag's name.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    public async Task<string?> ObjectOfTagAsync(string tag, CancellationToken cancellationToken = default)
    {
        var result = await LookAsync(commands.ObjectOfTag(tag), cancellationToken).ConfigureAwait(false);
        return result.ExitCode == 0 ? result.Value : null;
    }

    /// <summary>The names of tags with a prefix.</summary>
    /// <param name="prefix">What they begin with.</param>
    /// <param name="mergedInto">Only tags on ancestors of this commit; <c>null</c> for all.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    public async Task<IReadOnlyList<string>> TagsAsync(
        string prefix,
        string? mergedInto = null,
        CancellationToken cancellationToken = default
    ) => (await LookAsync(commands.Tags(prefix, mergedInto), cancellationToken).ConfigureAwait(false)).Lines;

    /// <summary>The names of tags with a prefix at a commit.</summary>
    /// <param name="prefix">What they begin with.</param>
    /// <param name="commit">The commit.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    public async Task<IReadOnlyList<string>> TagsAtAsync(
        string prefix,
        string commit,
        CancellationToken cancellationToken = default
    ) => (await LookAsync(commands.TagsAt(prefix, commit), cancellationToken).ConfigureAwait(false)).Lines;

    /// <summary>The commits of a range, newest first. The messages are streamed: a long history costs no double.</summary>
    /// <param name="range">The range.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    public Task<IReadOnlyList<GitCommit>> CommitsAsync(
        CommitRange range,
        CancellationToken cancellationToken = default
    ) => CommitsAsync(range, null, cancellationToken);

    /// <summary>The same, with something that is done with each while git looks for the next.</summary>
    internal async Task<IReadOnlyList<GitCommit>> CommitsAsync(
        CommitRange range,
        Action<GitCommit>? onCommit,
        CancellationToken cancellationToken
    )
    {
        // A result keeps only the end of the output, so the records are taken as they come.
        var reader = new CommitReader(onCommit);
        await LookAsync(commands.Log(range), cancellationToken, reader.Record).ConfigureAwait(false);
        return reader.Commits;
    }

    /// <summary>A branch and a tag as the remote has them now.</summary>
    /// <param name="remote">The remote's name.</param>
    /// <param name="branch">The branch.</param>
    /// <param name="tag">The tag; <c>null</c> to ask for the branch only.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    /// <exception cref="ReleaseException">The remote cannot be reached, or refuses.</exception>
    public async Task<RemoteRefs> RemoteAsync(
        string remote,
        string branch,
        string? tag,
        CancellationToken cancellationToken = default
    )
    {
        var result = await LookAsync(commands.RemoteRefs(remote, branch, tag), cancellationToken)
            .ConfigureAwait(false);
        var refs = result
            .Lines.Select(line => line.Split('\t', 2))
            .Where(fields => fields.Length == 2)
            .ToDictionary(fields => fields[1], fields => fields[0], StringComparer.Ordinal);
        return new RemoteRefs(
            refs.GetValueOrDefault($"refs/heads/{branch}"),
            refs.GetValueOrDefault($"refs/tags/{tag}^{{}}") ?? refs.GetValueOrDefault($"refs/tags/{tag}")
        );
    }

    /// <summary>How far two commits have grown apart, as far as the objects here tell.</summary>
    /// <param name="ours">A commit of this repository.</param>
    /// <param name="theirs">A commit of the remote, which may not be here.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    public async Task<Divergence> CompareAsync(
        string ours,
        string theirs,
        CancellationToken cancellationToken = default
    )
    {
        if (ours == theirs)
        {
            return new Divergence(0, 0);
        }

        var known = await LookAsync(commands.Has(theirs), cancellationToken).ConfigureAwait(false);
        if (known.ExitCode != 0)
        {
            return new Divergence(0, null);
        }

        var counts = (
            await LookAsync(commands.Count(ours, theirs), cancellationToken).ConfigureAwait(false)
        ).Value.Split('\t');
        return new Divergence(
            int.Parse(counts[0], CultureInfo.InvariantCulture),
            int.Parse(counts[1], CultureInfo.InvariantCulture)
        );
    }

    /// <summary>Whether one commit is an ancestor of another, or that commit itself; both must be here.</summary>
    /// <param name="ancestor">The older one.</param>
    /// <param name="descendant">The younger one.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    public async Task<bool> IsAncestorAsync(
        string ancestor,
        string descendant,
        CancellationToken cancellationToken = default
    ) =>
        (
            await LookAsync(commands.IsAncestor(ancestor, descendant), cancellationToken)
                .ConfigureAwait(false)
        ).ExitCode == 0;

    /// <summary>Whether one commit is an ancestor of another, or that commit itself.</summary>
    /// <param name="commit">The older one.</param>
    /// <param name="descendant">The younger one, which may not be here.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    /// <returns><c>null</c> where the younger one is not here, so that nobody can tell.</returns>
    public async Task<bool?> ContainsAsync(
        string commit,
        string descendant,
        CancellationToken cancellationToken = default
    )
    {
        var divergence = await CompareAsync(commit, descendant, cancellationToken).ConfigureAwait(false);
        return divergence.Behind is null ? null : divergence.Ahead == 0;
    }

    /// <summary>The files in which two commits differ, as paths from the top of the tree.</summary>
    /// <param name="from">One commit.</param>
    /// <param name="to">The other.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    public async Task<IReadOnlyList<string>> ChangedFilesAsync(
        string from,
        string to,
        CancellationToken cancellationToken = default
    ) =>
        (
            await LookAsync(commands.ChangedFiles(from, to), cancellationToken).ConfigureAwait(false)
        ).StandardOutput.Split('\0', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Runs a command that only looks, and explains its failure.</summary>
    internal async Task<CommandResult> LookAsync(
        Command command,
        CancellationToken cancellationToken,
        Action<string>? onLine = null
    )
    {
        try
        {
            return await runner.RunAsync(Place, command, onLine, cancellationToken).ConfigureAwait(false);
        }
        catch (CommandFailedException failure)
        {
            throw GitErrors.Explain(failure, commands.Directory);
        }
    }
}
