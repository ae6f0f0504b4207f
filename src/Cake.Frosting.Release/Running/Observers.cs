using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Running;

/// <summary>Passes everything on to several observers, in order: the journal comes first.</summary>
/// <param name="observers">The observers.</param>
public sealed class Observers(params IReadOnlyList<IReleaseObserver> observers) : IReleaseObserver
{
    /// <inheritdoc/>
    public void StageStarted(Stage stage) => Each(observer => observer.StageStarted(stage));

    /// <inheritdoc/>
    public void StageEnded(Stage stage, TimeSpan elapsed, bool failed) =>
        Each(observer => observer.StageEnded(stage, elapsed, failed));

    /// <inheritdoc/>
    public void StepChanged(Step step, StepStatus status, string reason, TimeSpan elapsed) =>
        Each(observer => observer.StepChanged(step, status, reason, elapsed));

    /// <inheritdoc/>
    public void StepKept(Step step, string reason) => Each(observer => observer.StepKept(step, reason));

    /// <inheritdoc/>
    public void Issued(Step step, Instruction instruction) =>
        Each(observer => observer.Issued(step, instruction));

    /// <inheritdoc/>
    public void Progress(Step step, string text) => Each(observer => observer.Progress(step, text));

    /// <inheritdoc/>
    public void Warned(Step step, string text) => Each(observer => observer.Warned(step, text));

    /// <inheritdoc/>
    public void RollbackStarted(string cause) => Each(observer => observer.RollbackStarted(cause));

    private void Each(Action<IReleaseObserver> tell)
    {
        foreach (var observer in observers)
        {
            tell(observer);
        }
    }
}
