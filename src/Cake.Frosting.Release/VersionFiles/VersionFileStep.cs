using Cake.Frosting.Release.Files;
using Cake.Frosting.Release.Git;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.VersionFiles;

/// <summary>Sets the version in a file, and changes no other byte of it.</summary>
/// <param name="file">The file.</param>
/// <param name="version">The version.</param>
/// <param name="repository">
/// The repository that the file is committed to. While its commit stays, undo leaves the file alone.
/// </param>
public sealed class VersionFileStep(VersionFile file, string version, GitRepository? repository = null)
{
    private readonly TrackedEdit tracked = new($"changelog/version:{file.Name}", file.File, repository);

    /// <summary>The step <c>changelog/version:FILE</c>.</summary>
    public Step Create() =>
        new()
        {
            Id = $"changelog/version:{file.Name}",
            Stage = Stage.Changelog,
            Title = $"Set the version {version} in {file.Name}",
            Instructions = [Instruction.Manual($"Set the version {version} in {file.Name}")],
            Act = ActAsync,
            Probe = (_, _) =>
                Task.FromResult(IsDone() ? Probe.Done($"{file.Name} has {version}") : Probe.NotDone()),
            Preview = (_, _) => Task.FromResult(Diff()),
            Undo = new Undo
            {
                Title = $"Put {file.Name} back as it was",
                OnlyBeforeLive = true,
                Instructions = [Instruction.Manual($"Put {file.Name} back as it was before the release")],
                Act = tracked.UndoAsync,
            },
        };

    /// <summary>Whether the file has the version.</summary>
    /// <exception cref="Errors.ReleaseException">The version is not found in it, or more than once.</exception>
    public bool IsDone() => file.Edit(version).Splices.Count == 0;

    /// <summary>What an interrupted run of this release may have left changed, for the check of the work tree.</summary>
    /// <param name="facts">The facts of that run.</param>
    public IReadOnlyList<OwnEdit> OwnEdits(Facts facts) => tracked.OwnEdits(facts);

    private string Diff()
    {
        var edit = file.Edit(version);
        return UnifiedDiff.Of(edit.Original.Span, edit.Splices, file.Name);
    }

    private Task ActAsync(StepContext context, CancellationToken cancellationToken)
    {
        var edit = file.Edit(version);
        if (edit.Splices.Count > 0)
        {
            context.Issue(Instruction.Manual($"Set the version {version} in {file.Name}"));
            tracked.Make(context, edit.Original, edit.Splices);
        }

        return Task.CompletedTask;
    }
}
