using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Reports;

/// <summary>
/// The timeline: a list that reads well aloud, each entry with a bar for the eye. Bars share one scale, so
/// steps that ran at the same time lie above each other; the time that users were cut off is shaded.
/// </summary>
internal sealed class HtmlTimeline
{
    private readonly ReleaseReport report;
    private readonly TimeScale scale;

    public HtmlTimeline(ReleaseReport report)
    {
        this.report = report;
        scale = new TimeScale(
            report.StartedAt,
            report.Stages.SelectMany(stage => stage.Steps).SelectMany(Spans)
        );
    }

    public Html Render() =>
        Html.Of(
            $"""
            <section class="card" aria-labelledby="timeline">
            <h2 id="timeline">Timeline</h2>
            <div class="timeline">
            <div class="field" aria-hidden="true">{Field()}</div>
            <ol>{report.Stages.Select(StageRow)}</ol>
            </div>
            {Legend()}
            </section>

            """
        );

    private IEnumerable<Html> Field()
    {
        foreach (var (at, seconds) in scale.Ticks)
        {
            yield return Html.Of($"""<i class="tick" style="--x:{at}"><b>{Axis(seconds)}</b></i>""");
        }

        foreach (var window in report.DowntimeWindows)
        {
            var at = scale.At(window.From);
            var to = window.To is { } end ? scale.At(end) : 100;
            yield return Html.Of($"""<i class="down" style="--x:{at};--w:{Math.Max(0, to - at)}"></i>""");
        }

        foreach (var (at, width, seconds) in scale.Pauses)
        {
            yield return Html.Of(
                $"""<i class="pause" style="--x:{at};--w:{width}" title="Nothing ran for {Readable.Duration(seconds)}"></i>"""
            );
        }
    }

    private Html StageRow(StageReport stage)
    {
        var ran = stage.Steps.Any(step => step.Status != StepStatus.NotRun);
        var reason = stage.Status == StepStatus.Skipped ? stage.Reason : "";
        return Html.Of(
            $"""
            <li class="stage {stage.Status.ToWord()}"><div class="row"><strong>{stage.Name}</strong>{Word(stage.Status)}{Html.When(
                reason.Length > 0,
                () => Html.Of($"""<span class="why">{Clean.Line(reason)}</span>""")
            )}{Took(stage.Seconds)}</div>{Html.When(
                ran,
                () => Html.Of($"<ol>{stage.Steps.Select(StepRow)}</ol>")
            )}</li>

            """
        );
    }

    private Html StepRow(StepReport step) =>
        Html.Of(
            $"""
            <li class="step {step.Status.ToWord()}"><div class="row"><span class="title">{step.Title}</span>{Word(
                step.Status
            )}<span class="track" aria-hidden="true">{Bars(step)}</span>{Took(step.Seconds)}</div></li>

            """
        );

    private IEnumerable<Html> Bars(StepReport step)
    {
        var acted = step.Undo?.StatusBefore ?? step.Status;
        var spans = Spans(step).ToList();
        for (var index = 0; index < spans.Count; index++)
        {
            var isUndo = index == 1;
            var words = isUndo ? $"taken back: {step.Undo!.Title}" : acted.ToWord();
            var seconds = isUndo ? step.Undo!.Seconds : step.Seconds;
            var at = scale.At(spans[index].From);
            yield return Html.Of(
                $"""<i class="bar {(isUndo ? "back" : acted.ToWord())}" style="--x:{at};--w:{scale.At(
                    spans[index].To
                ) - at}" title="{step.Title}, {words}, {Readable.Duration(seconds)}"></i>"""
            );
        }
    }

    private Html Legend() =>
        Html.Of(
            $"""
            <ul class="legend" aria-hidden="true"><li><i class="bar done"></i>done</li>{Html.When(
                Has(StepStatus.Warned),
                () => Html.Of($"""<li><i class="bar warned"></i>warned</li>""")
            )}{Html.When(
                Has(StepStatus.Failed),
                () => Html.Of($"""<li><i class="bar failed"></i>failed</li>""")
            )}{Html.When(
                report.Stages.Any(stage => stage.Steps.Any(step => step.Undo is not null)),
                () => Html.Of($"""<li><i class="bar back"></i>taken back</li>""")
            )}{Html.When(
                report.DowntimeWindows.Count > 0,
                () => Html.Of($"""<li><i class="down"></i>users cut off</li>""")
            )}{Html.When(
                scale.Pauses.Any(),
                () => Html.Of($"""<li><i class="pause"></i>a pause, drawn short</li>""")
            )}</ul>
            """
        );

    private bool Has(StepStatus status) =>
        report.Stages.Any(stage =>
            stage.Steps.Any(step => step.Status == status || step.Undo?.StatusBefore == status)
        );

    private static IEnumerable<(DateTimeOffset From, DateTimeOffset To)> Spans(StepReport step)
    {
        if (step.StartedAt is { } at)
        {
            yield return (at, at.AddSeconds(step.Seconds));
            if (step.Undo is { StartedAt: { } back } undo)
            {
                yield return (back, back.AddSeconds(undo.Seconds));
            }
        }
    }

    private static Html Word(StepStatus status) =>
        Html.Of($"""<span class="word">{status.ToWord().Replace('-', ' ')}</span>""");

    private static Html Took(double seconds) =>
        Html.Of($"""<span class="took">{(seconds > 0 ? Readable.Duration(seconds) : "")}</span>""");

    private static string Axis(double seconds) =>
        seconds == 0 ? "0" : Readable.Duration(seconds).Replace(".0 s", " s", StringComparison.Ordinal);
}
