namespace Cake.Frosting.Release.Steps;

/// <summary>Where a step stands.</summary>
public enum StepStatus
{
    /// <summary>It has not been reached.</summary>
    NotRun,

    /// <summary>It has begun and its end is not known: it runs now, or the tool was killed in it.</summary>
    Started,

    /// <summary>It is done.</summary>
    Done,

    /// <summary>Its probe found nothing to do.</summary>
    Skipped,

    /// <summary>It failed, and the release went on.</summary>
    Warned,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>It was interrupted by a signal.</summary>
    Interrupted,

    /// <summary>Its undo has begun and its end is not known.</summary>
    UndoStarted,

    /// <summary>Its effect was taken back.</summary>
    Undone,

    /// <summary>Its undo failed.</summary>
    UndoFailed,
}
