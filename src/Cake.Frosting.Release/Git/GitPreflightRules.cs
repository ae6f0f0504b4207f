namespace Cake.Frosting.Release.Git;

/// <summary>What is wrong about what was seen, and what to do about it.</summary>
internal static class GitPreflightRules
{
    public static IEnumerable<GitFinding> WorkTree(
        GitStatus status,
        GitPreflightOptions options,
        Func<DirtyFile, bool> isOwn
    )
    {
        if (status.Head is null)
        {
            yield return new GitFinding("The repository has no commit yet.", "Commit the project first.");
        }

        if (status.Branch is null)
        {
            yield return new GitFinding(
                $"HEAD is detached at {GitText.Short(status.Head ?? "")}: a release commit would belong to no branch.",
                $"git switch {options.Branch ?? "BRANCH"}"
            );
        }
        else if (options.Branch is not null && options.Branch != status.Branch)
        {
            yield return new GitFinding(
                $"The branch {status.Branch} is checked out, and releases are made from {options.Branch}.",
                $"git switch {options.Branch}"
            );
        }

        if (status.IsShallow)
        {
            yield return new GitFinding(
                "The clone is shallow: tags and commits since the last release may be missing.",
                "git fetch --unshallow --tags; in GitHub Actions set fetch-depth: 0 at actions/checkout."
            );
        }

        var dirty = status.Dirty.Where(file => !isOwn(file)).ToLookup(file => file.Kind, file => file.Path);
        foreach (var (kind, verb, wayOut) in Dirt)
        {
            var names = dirty[kind].ToList();
            if (names.Count > 0)
            {
                yield return new GitFinding(
                    $"{GitText.Count(names.Count, "file")} {(names.Count == 1 ? "is" : "are")} {verb}: {GitText.Some(names)}",
                    wayOut
                );
            }
        }
    }

    public static IEnumerable<GitFinding> Remote(
        GitStatus status,
        GitPreflightOptions options,
        string branch,
        RemoteRefs refs,
        Divergence divergence,
        bool hasTag
    )
    {
        var theirs = $"{options.Remote}'s {branch}";
        if (divergence.Behind is null)
        {
            yield return new GitFinding(
                $"{theirs} is at {GitText.Short(refs.BranchCommit!)}, which is not here: HEAD is behind it or has diverged from it.",
                $"git pull {options.Remote} {branch}"
            );
        }
        else if (divergence is { Ahead: > 0, Behind: > 0 })
        {
            yield return new GitFinding(
                $"HEAD has diverged from {theirs}: {GitText.Count(divergence.Ahead, "commit")} only here, {GitText.Count(divergence.Behind.Value, "commit")} only there.",
                $"git pull --rebase {options.Remote} {branch}"
            );
        }
        else if (divergence.Behind > 0)
        {
            yield return new GitFinding(
                $"HEAD is {GitText.Count(divergence.Behind.Value, "commit")} behind {theirs}.",
                $"git pull --ff-only {options.Remote} {branch}"
            );
        }

        if (
            refs.TagCommit is not null
            && refs.TagCommit != status.Head
            && refs.TagCommit != options.ReleaseCommit
        )
        {
            yield return new GitFinding(
                $"{options.Remote} has the tag {options.Tag} already, at {GitText.Short(refs.TagCommit)} and not at HEAD.",
                "Choose another version with --version=X.Y.Z."
            );
        }
        else if (!hasTag)
        {
            yield return new GitFinding(
                $"{options.Remote} has the tag {options.Tag}, and this clone has not.",
                $"git fetch {options.Remote} tag {options.Tag}"
            );
        }
    }

    private static readonly (DirtyKind Kind, string Verb, string WayOut)[] Dirt =
    [
        (DirtyKind.Conflicted, "in conflict", "Finish the merge, or take it back: git merge --abort"),
        (DirtyKind.Changed, "changed and not committed", "Commit the changes, or put them aside: git stash"),
        (
            DirtyKind.Untracked,
            "not known to git",
            "Commit or remove them, list them in .gitignore, or put them aside: git stash --include-untracked"
        ),
    ];
}
