namespace Cake.Frosting.Release.Steps;

/// <summary>
/// The unit of a release: what is planned, shown, run, journalled, resumed and undone. The instructions that
/// plan and runbook print are the very values that <see cref="Act"/> is to execute.
/// </summary>
public sealed record Step
{
    /// <summary>Stable and unique in the plan: <c>stage/what</c> or <c>stage/what:which</c>, e.g. <c>backup/dump:shop</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The stage that it belongs to.</summary>
    public required Stage Stage { get; init; }

    /// <summary>What it does, as an imperative sentence without a full stop: <c>Dump the database shop</c>.</summary>
    public required string Title { get; init; }

    /// <summary>What it will issue, in order. A value not known before stands there as a <see cref="Commands.Blank"/>.</summary>
    public IReadOnlyList<Instruction> Instructions { get; init; } = [];

    /// <summary>
    /// The ids of steps of the same stage that must be done before; steps that do not depend on each other
    /// run at the same time. <c>null</c>, the default, means all steps of the stage that were added before it.
    /// </summary>
    public IReadOnlyList<string>? After { get; init; }

    /// <summary>Does it. Must stand being run again after having been killed half-way.</summary>
    public required StepAction Act { get; init; }

    /// <summary>
    /// Tells whether its effect is in place already, or why it has nothing to do. Changes nothing, ever: a dry
    /// run runs probes, and nothing but probes. Without a probe a step that was not finished is run again.
    /// </summary>
    public StepProbe? Probe { get; init; }

    /// <summary>
    /// Says exactly what it would change in files, as a unified diff, for plan and dry run; <c>null</c> where the
    /// instructions say it all. Like a probe it changes nothing.
    /// </summary>
    public StepPreview? Preview { get; init; }

    /// <summary>Takes its effect back; <c>null</c> where nothing has to be.</summary>
    public Undo? Undo { get; init; }

    /// <summary>The time after which it is stopped and has failed; <c>null</c> for no limit of its own.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>Whether a failure is a warning and the release goes on.</summary>
    public bool WarnOnly { get; init; }

    /// <summary>
    /// Whether it runs again when a release is taken up in which it was done before: a check whose answer may
    /// have changed since.
    /// </summary>
    public bool RunsAgain { get; init; }

    /// <summary>
    /// Whether users are cut off by it. A release that fails before any such step has begun leaves the old
    /// version running; downtime is expected from the first such step to the end of Verify.
    /// </summary>
    public bool TakesServiceDown { get; init; }

    /// <summary>
    /// Whether users are let in by it, to the new version. As it begins the point of no return is passed: what they
    /// write from then on would be missing from the restore point.
    /// </summary>
    public bool LetsUsersIn { get; init; }
}

/// <summary>Does a step, or takes it back.</summary>
/// <param name="context">What the step may use.</param>
/// <param name="cancellationToken">Cancelled on its deadline and when the release is interrupted.</param>
public delegate Task StepAction(StepContext context, CancellationToken cancellationToken);

/// <summary>Looks whether a step's effect is in place; changes nothing.</summary>
/// <param name="context">What the probe may use; its commands must be harmless.</param>
/// <param name="cancellationToken">Cancelled when the tool is interrupted.</param>
public delegate Task<Probe> StepProbe(StepContext context, CancellationToken cancellationToken);

/// <summary>Says what a step would change in files; changes nothing.</summary>
/// <param name="context">What the preview may use; its commands must be harmless.</param>
/// <param name="cancellationToken">Cancelled when the tool is interrupted.</param>
/// <returns>A unified diff; empty where nothing would change.</returns>
public delegate Task<string> StepPreview(StepContext context, CancellationToken cancellationToken);
