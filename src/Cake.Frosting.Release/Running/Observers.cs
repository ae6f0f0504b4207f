using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Running;

/// <summary>
/// Passes everything on: first to those that must hear of it, such as the journal, then to the display, without
/// which a release goes on.
/// </summary>
/// <param name="needed">The observers that must hear of it, in order.</param>
/// <param name="display">Shows it; a terminal that is gone is no reason to fail.</param>
internal sealed class Observers(IReadOnlyList<IReleaseObserver> needed, IReleaseObserver display)
    : IReleaseObserver
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
        foreach (var observer in needed)
        {
            tell(observer);
        }

        try
        {
            tell(display);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // Nobody looks any more; journal and report tell it all.
        }
    }
}
