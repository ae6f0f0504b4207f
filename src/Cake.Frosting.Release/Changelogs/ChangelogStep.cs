using Cake.Frosting.Release.Git;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Changelogs;

/// <summary>Gives the released version its section in the changelog.</summary>
/// <param name="editor">
/// The changelog and the release: version, tag, and the date where it is given; without one it is the day on which
/// the step runs.
/// </param>
/// <param name="repository">
/// The repository that the file is committed to; <c>null</c> where it is in none. While its commit stays, undo
/// leaves the file alone.
/// </param>
public sealed class ChangelogStep(ChangelogEditor editor, GitRepository? repository = null)
{
    /// <summary>The step's id.</summary>
    public const string StepId = "changelog/edit";

    private readonly ChangelogFile file = editor.File;
    private readonly PlannedRelease release = editor.Release;
    private readonly TrackedEdit tracked = new(StepId, editor.File.File, repository);
    private readonly ConsumedFragments fragments = new(StepId, editor.File.Directory);

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
            Preview = PreviewAsync,
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
    /// <param name="facts">What this release has found out so far.</param>
    /// <param name="cancellationToken">Ends the look.</param>
    public async Task<bool> IsPreparedAsync(Facts facts, CancellationToken cancellationToken)
    {
        var edit = await editor.EditAsync(DateOnly.MinValue, cancellationToken).ConfigureAwait(false);
        return edit.Changelog.Outcome != ChangelogOutcome.Released && fragments.AreGone(facts);
    }

    /// <summary>What an interrupted run of this release may have left changed, for the check of the work tree.</summary>
    /// <param name="facts">The facts of that run.</param>
    public IReadOnlyList<OwnEdit> OwnEdits(Facts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return [.. tracked.OwnEdits(facts), .. fragments.OwnEdits(facts)];
    }

    /// <summary>The files that were deleted because the changelog has their text, relative to the repository's directory.</summary>
    /// <param name="facts">The facts of this release.</param>
    public IReadOnlyList<string> Consumed(Facts facts) => fragments.Names(facts);

    private string Sentence =>
        editor.HasSource
            ? $"In {file.Name}, write what this release changes below a new heading for {release.Version} with the day's date, and update the compare links"
            : $"In {file.Name}, move what is under Unreleased below a new heading for {release.Version} with the day's date, and update the compare links";

    private async Task<Probe> ProbeAsync(StepContext context, CancellationToken cancellationToken)
    {
        var edit = await EditAsync(context, cancellationToken).ConfigureAwait(false);
        return edit.Changelog.Outcome switch
        {
            ChangelogOutcome.AlreadyReleased when !fragments.AreGone(context.Facts) => Probe.NotDone(),
            ChangelogOutcome.AlreadyReleased => Probe.Done(
                $"{file.Name} has a section for {release.Version}"
            ),
            ChangelogOutcome.NothingToRelease => Probe.NotNeeded($"{file.Name} has no unreleased entries"),
            _ => Probe.NotDone(),
        };
    }

    private async Task<string> PreviewAsync(StepContext context, CancellationToken cancellationToken)
    {
        var edit = await EditAsync(context, cancellationToken).ConfigureAwait(false);
        return edit.Changelog.Diff + string.Concat(edit.Consumed.Select(ConsumedFragments.Diff));
    }

    private async Task ActAsync(StepContext context, CancellationToken cancellationToken)
    {
        var edit = await EditAsync(context, cancellationToken).ConfigureAwait(false);
        if (edit.Changelog.IsChanged)
        {
            fragments.Record(context, edit.Consumed);
            context.Issue(Instruction.Manual(Sentence));
            tracked.Make(context, edit.Changelog.Original, edit.Changelog.Splices);
        }

        fragments.Delete(context);
    }

    private async Task UndoAsync(StepContext context, CancellationToken cancellationToken)
    {
        await fragments.RestoreAsync(context, repository, cancellationToken).ConfigureAwait(false);
        await tracked.UndoAsync(context, cancellationToken).ConfigureAwait(false);
    }

    private Task<ReleaseEdit> EditAsync(StepContext context, CancellationToken cancellationToken) =>
        editor.EditAsync(DateOnly.FromDateTime(context.Time.GetLocalNow().DateTime), cancellationToken);
}
