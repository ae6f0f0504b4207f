using System.Security.Cryptography;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Git;

/// <summary>Looks for everything about a repository that a release cannot begin with, all at once.</summary>
/// <param name="repository">The repository.</param>
/// <param name="options">What it must hold.</param>
public sealed class GitPreflight(GitRepository repository, GitPreflightOptions options)
{
    /// <summary>The step's id.</summary>
    public const string StepId = "preflight/git";

    /// <summary>
    /// The step <c>preflight/git</c>. It runs again when a release is taken up again, until the release commit is
    /// tagged: from then on nothing depends on the work tree any more.
    /// </summary>
    /// <param name="ownEdits">What an interrupted run of this release may have left changed; nothing unless given.</param>
    public Step Create(Func<Facts, IReadOnlyList<OwnEdit>>? ownEdits = null) =>
        new()
        {
            RunsAgain = true,
            Id = StepId,
            Stage = Stage.Preflight,
            Title = "Check that the git repository is ready for a release",
            Instructions =
            [
                Instruction.Run(repository.Place, repository.Commands.Status()),
                .. options.Remote is null
                    ? Array.Empty<Instruction>()
                    :
                    [
                        Instruction.Run(
                            repository.Place,
                            repository.Commands.RemoteRefs(
                                options.Remote,
                                options.Branch ?? Commands.Blank.Of("branch"),
                                options.Tag
                            )
                        ),
                    ],
            ],
            Act = async (context, cancellationToken) =>
            {
                if (TagStep.HasBegun(context.Facts))
                {
                    return;
                }

                var resumed = options with
                {
                    OwnEdits = ownEdits?.Invoke(context.Facts) ?? options.OwnEdits,
                    ReleaseCommit = ReleaseCommit.Recorded(context.Facts),
                };
                Refuse(
                    await new GitPreflight(repository, resumed)
                        .FindAsync(cancellationToken)
                        .ConfigureAwait(false)
                );
            },
        };

    /// <summary>Everything that is wrong; empty where nothing is.</summary>
    /// <param name="cancellationToken">Ends the commands.</param>
    public async Task<IReadOnlyList<GitFinding>> FindAsync(CancellationToken cancellationToken = default)
    {
        GitStatus status;
        try
        {
            status = await repository.StatusAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ReleaseException exception)
        {
            return [new GitFinding(exception.Problem, exception.WayOut)];
        }

        var findings = new List<GitFinding>();
        findings.AddRange(GitPreflightRules.WorkTree(status, options, IsOwn));
        findings.AddRange(await IdentityAsync(cancellationToken).ConfigureAwait(false));
        findings.AddRange(await LocalTagAsync(status, cancellationToken).ConfigureAwait(false));
        findings.AddRange(await RemoteAsync(status, cancellationToken).ConfigureAwait(false));
        return findings;

        bool IsOwn(DirtyFile dirty) => options.OwnEdits.Any(edit => Matches(edit, dirty, status));
    }

    /// <summary>Refuses the release with all findings in one error; does nothing where there are none.</summary>
    /// <param name="findings">The findings.</param>
    /// <exception cref="ReleaseRefusedException">There are findings.</exception>
    public static void Refuse(IReadOnlyList<GitFinding> findings)
    {
        ArgumentNullException.ThrowIfNull(findings);
        if (findings.Count == 1)
        {
            throw new ReleaseRefusedException(findings[0].Problem, findings[0].WayOut);
        }

        if (findings.Count > 1)
        {
            var lines = findings.Select((finding, i) => $"{i + 1}. {finding.Problem}\n   → {finding.WayOut}");
            throw new ReleaseRefusedException(
                $"The git repository is not ready for a release, for {findings.Count} reasons:\n{string.Join('\n', lines)}"
            );
        }
    }

    private bool Matches(OwnEdit edit, DirtyFile dirty, GitStatus status)
    {
        if (status.Prefix + edit.File != dirty.Path)
        {
            return false;
        }

        var file = Path.Combine(repository.Commands.Directory, edit.File);
        if (edit.Sha256 is null)
        {
            return !edit.IsDeleted || !File.Exists(file);
        }

        return File.Exists(file)
            && Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))) == edit.Sha256;
    }

    private async Task<IEnumerable<GitFinding>> IdentityAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var role in options.NeedsIdentity ? new[] { "AUTHOR", "COMMITTER" } : [])
            {
                await repository
                    .LookAsync(repository.Commands.Identity(role), cancellationToken)
                    .ConfigureAwait(false);
            }

            return [];
        }
        catch (ReleaseException exception)
        {
            return [new GitFinding(exception.Problem, exception.WayOut)];
        }
    }

    private async Task<IEnumerable<GitFinding>> LocalTagAsync(
        GitStatus status,
        CancellationToken cancellationToken
    )
    {
        var tagged = options.Tag is null
            ? null
            : await repository.CommitOfTagAsync(options.Tag, cancellationToken).ConfigureAwait(false);
        return tagged is null || tagged == status.Head || tagged == options.ReleaseCommit
            ? []
            :
            [
                new GitFinding(
                    $"The tag {options.Tag} exists already, at {GitText.Short(tagged)} and not at HEAD.",
                    $"Choose another version with --version=X.Y.Z; or, where the tag was never published, git tag -d {options.Tag}"
                ),
            ];
    }

    private async Task<IEnumerable<GitFinding>> RemoteAsync(
        GitStatus status,
        CancellationToken cancellationToken
    )
    {
        var branch = options.Branch ?? status.Branch;
        if (options.Remote is null || branch is null || status.Head is null)
        {
            return [];
        }

        try
        {
            var refs = await repository
                .RemoteAsync(options.Remote, branch, options.Tag, cancellationToken)
                .ConfigureAwait(false);
            var divergence = refs.BranchCommit is null
                ? new Divergence(0, 0)
                : await repository
                    .CompareAsync(status.Head, refs.BranchCommit, cancellationToken)
                    .ConfigureAwait(false);
            var hasTag =
                refs.TagCommit is null
                || await repository.ObjectOfTagAsync(options.Tag!, cancellationToken).ConfigureAwait(false)
                    is not null;
            return GitPreflightRules.Remote(status, options, branch, refs, divergence, hasTag);
        }
        catch (ReleaseException exception)
        {
            return [new GitFinding(exception.Problem, exception.WayOut)];
        }
    }
}
