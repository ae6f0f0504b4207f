namespace Cake.Frosting.Release.Steps;

/// <summary>Hears how a release gets on: the journal, the console, the report. Called from several threads.</summary>
public interface IReleaseObserver
{
    /// <summary>A stage begins.</summary>
    /// <param name="stage">The stage.</param>
    void StageStarted(Stage stage) { }

    /// <summary>All steps of a stage have ended, or one of them failed.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="elapsed">How long it took.</param>
    /// <param name="failed">Whether it failed.</param>
    void StageEnded(Stage stage, TimeSpan elapsed, bool failed) { }

    /// <summary>A step, or its undo, changed its status.</summary>
    /// <param name="step">The step.</param>
    /// <param name="status">The new status.</param>
    /// <param name="reason">Why it was skipped or what went wrong; otherwise empty. Without secrets.</param>
    /// <param name="elapsed">How long it ran; zero when it begins.</param>
    void StepChanged(Step step, StepStatus status, string reason, TimeSpan elapsed) { }

    /// <summary>A step was done in an earlier run of this release and is not run again.</summary>
    /// <param name="step">The step.</param>
    /// <param name="reason">When it was done.</param>
    void StepKept(Step step, string reason) { }

    /// <summary>A step is about to execute an instruction.</summary>
    /// <param name="step">The step.</param>
    /// <param name="instruction">The instruction, its blanks filled in.</param>
    void Issued(Step step, Instruction instruction) { }

    /// <summary>A step got on.</summary>
    /// <param name="step">The step.</param>
    /// <param name="text">One line, without secrets.</param>
    void Progress(Step step, string text) { }

    /// <summary>A step warned.</summary>
    /// <param name="step">The step.</param>
    /// <param name="text">What is wrong, without secrets.</param>
    void Warned(Step step, string text) { }

    /// <summary>The way back begins.</summary>
    /// <param name="cause">Why, without secrets.</param>
    void RollbackStarted(string cause) { }
}
