using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Running;

/// <summary>A step failed and the release cannot go on; the inner exception is the cause.</summary>
/// <param name="step">The step.</param>
/// <param name="cause">Why.</param>
public sealed class StepFailedException(Step step, Exception cause) : Exception(cause.Message, cause)
{
    /// <summary>The step that failed.</summary>
    public Step Step { get; } = step;
}
