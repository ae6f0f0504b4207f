using System.Security.Cryptography;
using Cake.Frosting.Release.Files;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Git;

/// <summary>
/// An edit of a file that the release commits: journalled before it is made, known again after a kill, and taken
/// back to the byte, unless the file was changed since or its commit stays.
/// </summary>
/// <param name="stepId">The step that makes it.</param>
/// <param name="file">The file.</param>
/// <param name="repository">The repository that it is committed to; <c>null</c> where it is in none.</param>
internal sealed class TrackedEdit(string stepId, ProjectFile file, GitRepository? repository)
{
    private const string BeforeFact = "before";
    private const string AfterFact = "after";
    private const string InverseFact = "inverse";

    /// <summary>What an interrupted run may have left changed, for the check of the work tree.</summary>
    public IReadOnlyList<OwnEdit> OwnEdits(Facts facts)
    {
        var temporary = new OwnEdit(file.TemporaryName, null);
        return facts.Find(stepId, AfterFact) is { } after
            ? [new OwnEdit(file.Name, after), temporary]
            : [temporary];
    }

    /// <summary>Makes the edit.</summary>
    public void Make(StepContext context, ReadOnlyMemory<byte> original, IReadOnlyList<Splice> splices)
    {
        var after = Splice.Apply(original.Span, splices);
        context.Facts.Record(stepId, BeforeFact, Hash(original));
        context.Facts.Record(stepId, InverseFact, Splice.Write(Splice.Invert(original.Span, splices)));
        context.Facts.Record(stepId, AfterFact, Hash(after));
        file.Write(after);
    }

    /// <summary>Takes the edit back.</summary>
    public async Task UndoAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (
            context.Facts.Find(stepId, AfterFact) is not { } after
            || context.Facts.Find(stepId, InverseFact) is not { } inverse
        )
        {
            return;
        }

        var now = file.Read();
        if (Hash(now) != after)
        {
            if (Hash(now) != context.Facts.Find(stepId, BeforeFact))
            {
                context.Warn($"{file.Name} stays as it is: it has changed since the release edited it.");
            }

            return;
        }

        if (await IsCommittedAsync(cancellationToken).ConfigureAwait(false))
        {
            context.Progress($"{file.Name} stays as the release commit has it.");
            return;
        }

        file.Write(Splice.Apply(now.Span, Splice.Read(inverse)));
    }

    private async Task<bool> IsCommittedAsync(CancellationToken cancellationToken)
    {
        if (repository is null)
        {
            return false;
        }

        var status = await repository.StatusAsync(cancellationToken).ConfigureAwait(false);
        return !status.Dirty.Any(dirty => dirty.Path == status.Prefix + file.Name);
    }

    private static string Hash(ReadOnlyMemory<byte> bytes) =>
        Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
}
