using Cake.Frosting.Release.Steps;
using Ending = Cake.Frosting.Release.Steps.Outcome;

namespace Cake.Frosting.Release.Journal;

/// <summary>What the journal says of one release: an immutable summary of its lines.</summary>
/// <param name="Release">Which release.</param>
/// <param name="StartedAt">When it began.</param>
public sealed record ReleaseRecord(ReleaseIdentity Release, DateTimeOffset StartedAt)
{
    /// <summary>When the last line was written.</summary>
    public DateTimeOffset LastAt { get; init; } = StartedAt;

    /// <summary>How it ended; <c>null</c> where it has not: it runs now, or was killed or interrupted.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>The cause of a failure or rollback; otherwise empty.</summary>
    public string Cause { get; init; } = "";

    /// <summary>When users were handed to the new version; <c>null</c> where that never happened.</summary>
    public DateTimeOffset? WentLiveAt { get; init; }

    /// <summary>Whether a rollback has begun that is not over; one that ended with a human is not.</summary>
    public bool IsRollingBack { get; init; }

    /// <summary>The steps, in the order in which they first began.</summary>
    public IReadOnlyList<StepRecord> Steps { get; init; } = [];

    /// <summary>The facts, by <c>step-id.name</c>.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    /// <summary>The warnings, in order.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Who released, where and in which CI run, by name.</summary>
    public IReadOnlyDictionary<string, string> Origin { get; init; } = new Dictionary<string, string>();

    /// <summary>Who worked at it last, where and in which CI run, by name.</summary>
    public IReadOnlyDictionary<string, string> LatestOrigin { get; init; } = new Dictionary<string, string>();

    /// <summary>When it was given up where it stood; <c>null</c> where it was not.</summary>
    public DateTimeOffset? AbandonedAt { get; init; }

    /// <summary>
    /// Whether the release has to go on, or back: it has not ended, or waits for a human, and nobody has given it up.
    /// </summary>
    public bool IsUnfinished => Outcome is null or Ending.NeedsHuman && AbandonedAt is null;

    /// <summary>What the journal says of a step; <c>null</c> where it was never reached.</summary>
    /// <param name="stepId">The step's id.</param>
    public StepRecord? Find(string stepId) => Steps.FirstOrDefault(step => step.Id == stepId);
}
