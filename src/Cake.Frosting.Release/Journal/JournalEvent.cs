namespace Cake.Frosting.Release.Journal;

/// <summary>The kinds of line in a journal; written in kebab-case.</summary>
public enum JournalEvent
{
    /// <summary>First line: which release, by whom, on which machine, in which format.</summary>
    ReleaseStarted,

    /// <summary>A later run of the tool took the release up again.</summary>
    Resumed,

    /// <summary>A step begins.</summary>
    StepStarted,

    /// <summary>A step is about to execute an instruction.</summary>
    Issued,

    /// <summary>A step found something out that undo or a resumed run needs.</summary>
    Fact,

    /// <summary>A step warned, or failed without stopping the release.</summary>
    Warned,

    /// <summary>A step is done.</summary>
    StepDone,

    /// <summary>A step had nothing to do.</summary>
    StepSkipped,

    /// <summary>A step failed.</summary>
    StepFailed,

    /// <summary>A step was interrupted by a signal.</summary>
    StepInterrupted,

    /// <summary>A step failed, and the release goes on.</summary>
    StepWarned,

    /// <summary>All checks passed: users write to the new version from here on.</summary>
    WentLive,

    /// <summary>The way back begins.</summary>
    RollbackStarted,

    /// <summary>A step's undo begins.</summary>
    UndoStarted,

    /// <summary>A step's effect was taken back.</summary>
    UndoDone,

    /// <summary>A step's undo failed.</summary>
    UndoFailed,

    /// <summary>The release was given up where it stood.</summary>
    Abandoned,

    /// <summary>The release ended with an outcome.</summary>
    ReleaseEnded,
}
