namespace Cake.Frosting.Release.Steps;

/// <summary>How a release ended. Spelled LIVE, LIVE-WITH-WARNINGS, … wherever a person or a program reads it.</summary>
public enum Outcome
{
    /// <summary>The new version serves. Exit code 0.</summary>
    Live,

    /// <summary>The new version serves, and something asks for attention. Exit code 0.</summary>
    LiveWithWarnings,

    /// <summary>It failed, or was stopped, before the old version was touched. Exit code 1.</summary>
    OldStillRunning,

    /// <summary>It failed and the old version is back with all its data. Exit code 2.</summary>
    RolledBack,

    /// <summary>Neither version is known to serve as it should. Exit code 3.</summary>
    NeedsHuman,
}

/// <summary>The spelling and the exit code of an <see cref="Outcome"/>.</summary>
public static class OutcomeExtensions
{
    /// <summary>The outcome as the design spells it, e.g. <c>LIVE-WITH-WARNINGS</c>.</summary>
    /// <param name="outcome">The outcome.</param>
    public static string ToText(this Outcome outcome) =>
        outcome switch
        {
            Outcome.Live => "LIVE",
            Outcome.LiveWithWarnings => "LIVE-WITH-WARNINGS",
            Outcome.OldStillRunning => "OLD-STILL-RUNNING",
            Outcome.RolledBack => "ROLLED-BACK",
            _ => "NEEDS-HUMAN",
        };

    /// <summary>The exit code: 0 live, 1 old version untouched, 2 rolled back, 3 needs a human.</summary>
    /// <param name="outcome">The outcome.</param>
    public static int ToExitCode(this Outcome outcome) =>
        outcome switch
        {
            Outcome.Live or Outcome.LiveWithWarnings => 0,
            Outcome.OldStillRunning => 1,
            Outcome.RolledBack => 2,
            _ => 3,
        };
}
