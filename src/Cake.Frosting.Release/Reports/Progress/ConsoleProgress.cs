using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Reports;

/// <summary>
/// Shows how a release gets on, while it runs. On a terminal the running steps stand beneath the finished ones
/// with the time that they have taken; elsewhere every line is written once. Dispose of it before anything
/// else is written, or write it through <see cref="WriteLine"/>.
/// </summary>
public sealed class ConsoleProgress : IReleaseObserver, IDisposable
{
    private static readonly TimeSpan Redraw = TimeSpan.FromMilliseconds(100);

    private readonly Lock gate = new();
    private readonly List<RunningStep> running = [];
    private readonly ProgressOptions options;
    private readonly TimeProvider time;
    private readonly LiveRegion region;
    private readonly ProgressLines lines;
    private readonly ITimer timer;
    private bool isInGroup;
    private bool isDisposed;

    /// <summary>Begins to show; nothing is written before something happens.</summary>
    /// <param name="output">Where to; it is not disposed of.</param>
    /// <param name="options">How.</param>
    /// <param name="redactor">Replaces secrets.</param>
    /// <param name="time">The clock and the timer.</param>
    public ConsoleProgress(TextWriter output, ProgressOptions options, Redactor redactor, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        this.options = options;
        this.time = time;
        region = new LiveRegion(output, options.Width);
        lines = new ProgressLines(options, redactor);
        var every = options.Live ? Redraw : TimeSpan.FromSeconds(1);
        timer = time.CreateTimer(_ => Tick(), null, every, every);
    }

    /// <inheritdoc/>
    public void StageStarted(Stage stage) =>
        Say(() => options.StageHeadings || options.GitHubActions ? Open(stage.ToString()) : []);

    /// <inheritdoc/>
    public void StageEnded(Stage stage, TimeSpan elapsed, bool failed) => Say(Close);

    /// <inheritdoc/>
    public void RollbackStarted(string cause) => Say(() => Open("Rollback"));

    /// <inheritdoc/>
    public void StepChanged(Step step, StepStatus status, string reason, TimeSpan elapsed)
    {
        ArgumentNullException.ThrowIfNull(step);
        Say(() =>
        {
            var isUndo = status is StepStatus.UndoStarted or StepStatus.Undone or StepStatus.UndoFailed;
            var title = isUndo ? step.Undo?.Title ?? $"Take back: {step.Title}" : step.Title;
            running.RemoveAll(other => other.Id == step.Id);
            if (status is StepStatus.Started or StepStatus.UndoStarted)
            {
                running.Add(new RunningStep(step, lines.Clear(title), time.GetTimestamp()));
                return [];
            }

            return status == StepStatus.NotRun ? [] : lines.Ended(title, status, reason, elapsed);
        });
    }

    /// <inheritdoc/>
    public void StepKept(Step step, string reason)
    {
        ArgumentNullException.ThrowIfNull(step);
        Say(() => lines.Ended(step.Title, StepStatus.Skipped, reason, TimeSpan.Zero));
    }

    /// <inheritdoc/>
    public void Progress(Step step, string text)
    {
        ArgumentNullException.ThrowIfNull(step);
        lock (gate)
        {
            if (running.Find(other => other.Id == step.Id) is { } found)
            {
                found.Latest = lines.Clear(text);
            }
        }
    }

    /// <inheritdoc/>
    public void Warned(Step step, string text)
    {
        ArgumentNullException.ThrowIfNull(step);
        Say(() => lines.Warned(step.Title, text));
    }

    /// <summary>
    /// Writes a line of somebody else's, such as the build's log, above the running steps. Whoever writes past
    /// this while steps run on a terminal has the line overwritten.
    /// </summary>
    /// <param name="line">The line; secrets and control characters are replaced.</param>
    public void WriteLine(string line) => Say(() => [lines.Foreign(line)]);

    /// <summary>Stops the timer, takes the running steps' lines away, and ends what is open.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            if (isDisposed)
            {
                return;
            }

            running.Clear();
            region.Write(Close(), [], lines.Ink);
            isDisposed = true;
        }

        timer.Dispose();
    }

    private void Tick()
    {
        if (options.Live)
        {
            Say(() => []);
        }
        else
        {
            Say(() =>
                [
                    .. running
                        .Where(IsDue)
                        .Select(step => lines.StillRunning(step, time.GetElapsedTime(step.Since))),
                ]
            );
        }
    }

    private bool IsDue(RunningStep step)
    {
        if (time.GetElapsedTime(step.LastSaid) < options.PlainProgressEvery)
        {
            return false;
        }

        step.LastSaid = time.GetTimestamp();
        return true;
    }

    /// <summary>All that is written passes here, a call at a time.</summary>
    private void Say(Func<IReadOnlyList<string>> what)
    {
        lock (gate)
        {
            if (!isDisposed)
            {
                var said = what();
                region.Write(said, options.Live ? [.. running.Select(Drawn)] : [], lines.Ink);
            }
        }
    }

    private (string Head, string Tail) Drawn(RunningStep step) =>
        ProgressLines.Running(step, time.GetElapsedTime(step.Since));

    private List<string> Open(string name)
    {
        var said = Close();
        isInGroup = options.GitHubActions;
        said.Add(isInGroup ? ActionsCommand.Group(name) : lines.Ink.Bold(name));
        return said;
    }

    private List<string> Close()
    {
        var wasInGroup = isInGroup;
        isInGroup = false;
        return wasInGroup ? [ActionsCommand.EndGroup] : [];
    }
}
