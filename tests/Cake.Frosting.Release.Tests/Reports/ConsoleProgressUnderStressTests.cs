using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Reports;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.Reports;

public sealed class ConsoleProgressUnderStressTests
{
    [Test]
    public void Steps_that_run_at_the_same_time_do_not_tear_each_others_lines()
    {
        using var output = new StringWriter { NewLine = "\n" };
        using (
            var progress = new ConsoleProgress(output, new ProgressOptions(), new Redactor(), new FakeTime())
        )
        {
            Parallel.For(
                0,
                500,
                number =>
                {
                    var step = ShopPlan.Step(Stage.Backup, $"backup/{number}", $"Step {number}");
                    progress.StepChanged(step, StepStatus.Started, "", TimeSpan.Zero);
                    progress.Progress(step, "working");
                    progress.StepChanged(step, StepStatus.Done, "", TimeSpan.FromSeconds(1));
                }
            );
        }

        var lines = output.ToString().TrimEnd('\n').Split('\n');
        lines.Length.ShouldBe(500);
        lines.ShouldAllBe(line =>
            System.Text.RegularExpressions.Regex.IsMatch(line, @"^  ✓ Step \d+  1\.0 s$")
        );
    }

    [Test]
    public void A_reader_that_goes_away_does_not_stop_the_release()
    {
        using var broken = new StringWriter();
        broken.Dispose();
        using var progress = new ConsoleProgress(
            broken,
            new ProgressOptions(),
            new Redactor(),
            new FakeTime()
        );
        Should.NotThrow(() => progress.StageStarted(Stage.Backup));
    }
}
