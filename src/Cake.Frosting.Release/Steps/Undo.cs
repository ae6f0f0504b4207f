namespace Cake.Frosting.Release.Steps;

/// <summary>How a step's effect is taken back. Must stand being run twice, and on a step that was done only half.</summary>
public sealed record Undo
{
    /// <summary>What it does, as an imperative sentence: <c>Start version 1.3.0 of web again</c>.</summary>
    public required string Title { get; init; }

    /// <summary>What it will issue, in order.</summary>
    public IReadOnlyList<Instruction> Instructions { get; init; } = [];

    /// <summary>
    /// Whether it is left out once the release has been live: what was published stays, and so do the files of a
    /// version that ran.
    /// </summary>
    public bool OnlyBeforeLive { get; init; }

    /// <summary>
    /// Whether it is done on every way back after the service was touched, and from a release that is taken up again,
    /// also where its step has not begun or was taken back before: it brings up what may have gone down by itself, such
    /// as a service when the machine was rebooted.
    /// </summary>
    public bool EvenIfNotBegun { get; init; }

    /// <summary>
    /// Refuses where it could not be done, changing nothing; <c>null</c> where there is no reason to refuse. On the
    /// way back from a live release the checks of all steps come before the first undo: the service is not stopped
    /// for a way back that does not exist.
    /// </summary>
    public StepAction? Check { get; init; }

    /// <summary>Does it.</summary>
    public required StepAction Act { get; init; }
}
