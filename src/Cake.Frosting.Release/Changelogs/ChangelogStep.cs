using System.Security.Cryptography;
using Cake.Frosting.Release.Git;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Changelogs;

/// <summary>Gives the released version its section in the changelog.</summary>
/// <param name="file">The changelog.</param>
/// <param name="release">
/// The release: version, tag, and the date where it is given; without one it is the day on which the step runs.
/// </param>
/// <param name="repository">
/// The repository that the file is committed to; <c>null</c> where it is in none. While its commit stays, undo
/// leaves the file alone.
/// </param>
public sealed class ChangelogStep(
    ChangelogFile file,
    PlannedRelease release,
    GitRepository? repository = null
)
{
    /// <summary>The step's id.</summary>
    public const string StepId = "changelog/edit";

    private const string BeforeFact = "before";
    private const string AfterFact = "after";
    private const string InverseFact = "inverse";

    /// <summary>The step <c>changelog/edit</c>.</summary>
    public Step Create() =>
        new()
        {
            Id = StepId,
            Stage = Stage.Changelog,
            Title = $"Move the unreleased entries of {file.Name} under {release.Version}",
            Instructions = [Instruction.Manual(Sentence)],
            Act = ActAsync,
            Probe = ProbeAsync,
            Undo = new Undo
            {
                Title = $"Put {file.Name} back as it was",
                OnlyBeforeLive = true,
                Instructions = [Instruction.Manual($"Put {file.Name} back as it was before the release")],
                Act = UndoAsync,
            },
        };

    /// <summary>
    /// Whether there is nothing left to edit: the file has the version's section, or nothing to make one from. It
    /// is what <see cref="GitReleaseOptions.IsPrepared"/> asks for.
    /// </summary>
    public bool IsPrepared() => Edit(release.Date ?? DateOnly.MinValue).Outcome != ChangelogOutcome.Released;

    /// <summary>What an interrupted run of this release may have left changed, for the check of the work tree.</summary>
    /// <param name="facts">The facts of that run.</param>
    public IReadOnlyList<OwnEdit> OwnEdits(Facts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var temporary = new OwnEdit(file.TemporaryName, null);
        return facts.Find(StepId, AfterFact) is { } after
            ? [new OwnEdit(file.Name, after), temporary]
            : [temporary];
    }

    private string Sentence =>
        $"In {file.Name}, move what is under Unreleased below a new heading for {release.Version} with the day's date, and update the compare links";

    private Task<Probe> ProbeAsync(StepContext context, CancellationToken cancellationToken) =>
        Task.FromResult(
            Edit(context).Outcome switch
            {
                ChangelogOutcome.AlreadyReleased => Probe.Done(
                    $"{file.Name} has a section for {release.Version}"
                ),
                ChangelogOutcome.NothingToRelease => Probe.NotNeeded(
                    $"{file.Name} has no unreleased entries"
                ),
                _ => Probe.NotDone(),
            }
        );

    private Task ActAsync(StepContext context, CancellationToken cancellationToken)
    {
        var edit = Edit(context);
        if (edit.IsChanged)
        {
            context.Facts.Record(StepId, BeforeFact, Hash(edit.Original));
            context.Facts.Record(
                StepId,
                InverseFact,
                Splice.Write(Splice.Invert(edit.Original.Span, edit.Splices))
            );
            context.Facts.Record(StepId, AfterFact, Hash(edit.Bytes));
            context.Issue(Instruction.Manual(Sentence));
            file.Write(edit.Bytes);
        }

        return Task.CompletedTask;
    }

    private async Task UndoAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (
            context.Facts.Find(StepId, AfterFact) is not { } after
            || context.Facts.Find(StepId, InverseFact) is not { } inverse
        )
        {
            return;
        }

        var now = file.Read();
        if (Hash(now) != after)
        {
            if (Hash(now) != context.Facts.Find(StepId, BeforeFact))
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

    private ChangelogEdit Edit(StepContext context) =>
        Edit(release.Date ?? DateOnly.FromDateTime(context.Time.GetLocalNow().DateTime));

    private ChangelogEdit Edit(DateOnly date) =>
        file.Parse().Release(new ChangelogRelease(release.Version, release.Tag, date));

    private static string Hash(ReadOnlyMemory<byte> bytes) =>
        Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
}
