using Cake.Frosting.Release.Files;
using Cake.Frosting.Release.Git;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Changelogs;

/// <summary>The files whose text a release took into the changelog: deleted with it, and brought back with it.</summary>
/// <param name="stepId">The step that takes them.</param>
/// <param name="directory">The repository's directory.</param>
internal sealed class ConsumedFragments(string stepId, string directory)
{
    private const string Fact = "consumed";

    public IReadOnlyList<string> Names(Facts facts) => [.. Known(facts).Select(fragment => fragment.Name)];

    public bool AreGone(Facts facts) => Known(facts).All(fragment => !FileOf(fragment).Exists);

    /// <summary>Journals the files with what they hold, as nothing else has it until the commit.</summary>
    public void Record(StepContext context, IReadOnlyList<Fragment> fragments)
    {
        if (fragments.Count > 0)
        {
            var lines = fragments.Select(fragment =>
                $"{Convert.ToBase64String(fragment.Bytes.Span)} {fragment.Name}"
            );
            context.Facts.Record(stepId, Fact, string.Join('\n', lines));
        }
    }

    public void Delete(StepContext context)
    {
        foreach (var fragment in Known(context.Facts))
        {
            FileOf(fragment).Delete();
        }
    }

    /// <summary>Brings back what is missing and not committed as missing.</summary>
    public async Task RestoreAsync(
        StepContext context,
        GitRepository? repository,
        CancellationToken cancellationToken
    )
    {
        var missing = Known(context.Facts).Where(fragment => !FileOf(fragment).Exists).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        var status = repository is null
            ? null
            : await repository.StatusAsync(cancellationToken).ConfigureAwait(false);
        foreach (var fragment in missing)
        {
            if (status is null || status.Dirty.Any(dirty => dirty.Path == status.Prefix + fragment.Name))
            {
                FileOf(fragment).Write(fragment.Bytes);
            }
        }
    }

    public IEnumerable<OwnEdit> OwnEdits(Facts facts) =>
        Known(facts).Select(fragment => new OwnEdit(fragment.Name, null) { IsDeleted = true });

    /// <summary>The deletion of a file as a diff.</summary>
    public static string Diff(Fragment fragment) =>
        UnifiedDiff.Of(
            fragment.Bytes.Span,
            [new Splice(0, fragment.Bytes.Length, [])],
            fragment.Name,
            isDeleted: true
        );

    private ProjectFile FileOf(Fragment fragment) => new(directory, fragment.Name);

    private IEnumerable<Fragment> Known(Facts facts) =>
        (facts.Find(stepId, Fact) ?? "")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', 2))
            .Select(fields => new Fragment(fields[1], Convert.FromBase64String(fields[0])));
}
