using Cake.Frosting.Release.Steps;
using Faults.Bench;

namespace Faults;

/// <summary>What a release consists of, taken from undisturbed runs: the faults are generated from it.</summary>
/// <param name="Steps">The steps of a release, in the order in which they began.</param>
/// <param name="UndoneOnFailure">What is undone when a release fails in its last check.</param>
/// <param name="UndoneFromLive">What is undone when a live release is rolled back.</param>
/// <param name="Calls">Every command that a release starts.</param>
/// <param name="Length">How long a release takes.</param>
internal sealed record Recording(
    IReadOnlyList<RecordedStep> Steps,
    IReadOnlyList<RecordedStep> UndoneOnFailure,
    IReadOnlyList<RecordedStep> UndoneFromLive,
    IReadOnlyList<Call> Calls,
    TimeSpan Length
)
{
    /// <summary>The stages that a release has steps of, in their order.</summary>
    public IReadOnlyList<Stage> Stages => [.. Steps.Select(step => step.Stage).Distinct().Order()];

    /// <summary>The steps of a stage.</summary>
    public IReadOnlyList<RecordedStep> Of(Stage stage) => [.. Steps.Where(step => step.Stage == stage)];
}

/// <summary>A step, or its undo, as it was recorded.</summary>
/// <param name="Id">The step's id.</param>
/// <param name="Elapsed">How long it took.</param>
internal sealed record RecordedStep(string Id, TimeSpan Elapsed)
{
    /// <summary>The stage, which every id begins with.</summary>
    public Stage Stage =>
        Enum.Parse<Stage>(Id[..Id.IndexOf('/', StringComparison.Ordinal)], ignoreCase: true);
}
