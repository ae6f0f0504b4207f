using Cake.Frosting.Release.Steps;

namespace Faults.Invariants;

/// <summary>
/// A release has one commit and one tag, or, taken back before anything was published, neither; they are published
/// together; the work tree is clean.
/// </summary>
internal sealed class OneCommitOneTag : IInvariant
{
    public string Name => "one commit, one tag";

    public Task<IReadOnlyList<string>> FindAsync(Scene scene)
    {
        var problems = new List<string>();
        var repository = scene.Bench.Repository;
        if (scene.Record is { } record)
        {
            var version = record.Release.Version;
            var commits = Lines(repository.Git("log", "--format=%s", "main"))
                .Count(subject => subject == $"Release {version}");
            var tags = Lines(repository.Git("tag", "--list", $"v{version}")).Length;
            var published = Lines(repository.Git("ls-remote", "origin", $"refs/tags/v{version}")).Length;
            var isLive = record.WentLiveAt is not null;
            if (commits > 1 || commits != tags || (isLive && commits != 1))
            {
                problems.Add($"{commits} commits and {tags} tags of {version}, {record.Outcome?.ToText()}");
            }

            if (isLive && published != 1 || published > tags)
            {
                problems.Add($"the remote has {published} tags of {version}, and here are {tags}");
            }

            if (published == 1)
            {
                repository.Git("fetch", "--quiet", "origin");
                if (repository.Git("branch", "--remotes", "--contains", $"v{version}").Length == 0)
                {
                    problems.Add($"the tag v{version} is published and its commit is on no branch");
                }
            }
        }

        if (repository.Git("status", "--porcelain") is { Length: > 0 } dirty)
        {
            problems.Add($"the work tree is not clean: {dirty}");
        }

        return Task.FromResult<IReadOnlyList<string>>(problems);
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
