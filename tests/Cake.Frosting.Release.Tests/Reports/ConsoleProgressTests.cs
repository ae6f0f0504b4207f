using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Reports;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.Reports;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ConsoleProgressTests : IDisposable
{
    private static readonly ReleasePlan Plan = ShopPlan.Create();
    private readonly FakeTime time = new();
    private readonly StringWriter output = new() { NewLine = "\n" };

    [Test]
    public void Where_lines_are_written_once_there_are_no_escape_codes()
    {
        Play(new ProgressOptions());
        output.ToString().ShouldNotContain("\e");
        output.ToString().ShouldMatchCase("progress-plain.txt");
    }

    [Test]
    public void In_GitHub_Actions_stages_are_groups_and_failures_annotations()
    {
        Play(new ProgressOptions { GitHubActions = true });
        output.ToString().ShouldMatchCase("progress-actions.txt");
    }

    [Test]
    public void On_a_terminal_running_steps_are_rewritten_in_place()
    {
        Play(
            new ProgressOptions
            {
                Live = true,
                Color = true,
                Width = () => 60,
            }
        );
        var text = output.ToString();
        text.Replace("\e", "␛").ShouldMatchCase("progress-live.txt");
        new Screen(text).Lines.ShouldNotContain(line => line.Contains('⠋'));
    }

    [Test]
    public void On_a_terminal_the_screen_shows_finished_steps_above_running_ones()
    {
        using var progress = Begin(new ProgressOptions { Live = true, Width = () => 60 });
        progress.StageStarted(Stage.Backup);
        progress.StepChanged(Step("backup/dump:shop"), StepStatus.Started, "", TimeSpan.Zero);
        progress.StepChanged(Step("backup/fetch:web"), StepStatus.Started, "", TimeSpan.Zero);
        progress.Progress(Step("backup/fetch:web"), "layer 3 of 7");
        time.Advance(2.5);
        progress.StepChanged(Step("backup/dump:shop"), StepStatus.Done, "", TimeSpan.FromSeconds(2.4));
        new Screen(output.ToString()).Lines.ShouldBe([
            "Backup",
            "  ✓ Dump the database shop  2.4 s",
            "  ⠴ Fetch the image of web  2.5 s  layer 3 of 7",
        ]);
    }

    [Test]
    public void A_line_of_somebody_else_stands_above_the_running_steps()
    {
        using var progress = Begin(new ProgressOptions { Live = true });
        progress.StepChanged(Step("stop/web"), StepStatus.Started, "", TimeSpan.Zero);
        progress.WriteLine("Executing task: Stop\n");
        new Screen(output.ToString()).Lines.ShouldBe(["Executing task: Stop", "  ⠋ Stop web  0.0 s"]);
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(1)]
    [TestCase(19)]
    [TestCase(20)]
    [TestCase(33)]
    public void On_a_narrow_terminal_no_rewritten_line_wraps(int width)
    {
        Play(new ProgressOptions { Live = true, Width = () => width });
        var drawn = output
            .ToString()
            .Split('\n')
            .Where(line => line.Any(character => character is >= '\u2800' and < '\u2900'));
        drawn.ShouldAllBe(line => Cells.Width(line) < width + 10);
        new Screen(output.ToString()).Lines.ShouldContain("  ✓ Dump the database shop  2.4 s");
    }

    [Test]
    public void A_terminal_without_a_width_is_written_to_plainly()
    {
        Play(new ProgressOptions { Live = true, Width = () => throw new IOException("no terminal") });
        output.ToString().ShouldNotContain("\e");
    }

    [Test]
    public void Secrets_and_control_characters_reach_no_console()
    {
        foreach (
            var options in new[]
            {
                new ProgressOptions(),
                new() { GitHubActions = true },
                new() { Live = true },
            }
        )
        {
            output.GetStringBuilder().Clear();
            using (var progress = Begin(options, Hostile.Redactor))
            {
                var step = Hostile.Plan().Steps[0];
                progress.StepChanged(step, StepStatus.Started, "", TimeSpan.Zero);
                progress.Progress(step, "::error::" + Hostile.Text);
                time.Advance(20);
                progress.Warned(step, Hostile.Text);
                progress.StepChanged(
                    step,
                    StepStatus.Failed,
                    $"::stop-commands::x\n{Hostile.Text}",
                    TimeSpan.FromSeconds(1)
                );
            }

            var text = output.ToString();
            text.ShouldNotContain(Hostile.Password);
            text.ShouldNotContain("\e[31m");
            text.ShouldNotContain("\u0007");
            if (options.GitHubActions)
            {
                var commands = text.Split('\n')
                    .Where(line => line.TrimStart().StartsWith("::", StringComparison.Ordinal));
                commands.ShouldAllBe(line =>
                    line.StartsWith("::error title=") || line.StartsWith("::warning title=")
                );
                text.Split('\n')
                    .Where(line => !line.StartsWith("::"))
                    .ShouldNotContain(line => line.Contains("##["));
            }
        }
    }

    public void Dispose() => output.Dispose();

    private void Play(ProgressOptions options)
    {
        using var progress = Begin(options);
        progress.StageStarted(Stage.Tag);
        progress.StepChanged(Step("tag/create"), StepStatus.Skipped, "the tag is there", TimeSpan.Zero);
        progress.StageEnded(Stage.Tag, TimeSpan.Zero, failed: false);
        progress.StageStarted(Stage.Backup);
        progress.StepChanged(Step("backup/dump:shop"), StepStatus.Started, "", TimeSpan.Zero);
        progress.StepChanged(Step("backup/fetch:web"), StepStatus.Started, "", TimeSpan.Zero);
        progress.Progress(Step("backup/fetch:web"), "layer 3 of 7, 100 %");
        time.Advance(0.2);
        progress.StepChanged(Step("backup/dump:shop"), StepStatus.Done, "", TimeSpan.FromSeconds(2.4));
        progress.Warned(Step("backup/fetch:web"), "the digest is not pinned: [red]say why[/]");
        time.Advance(options.Live ? 0.1 : 25);
        progress.StepChanged(
            Step("backup/fetch:web"),
            StepStatus.Failed,
            "The registry said no.\n→ Log in, 100 % sure.",
            TimeSpan.FromSeconds(25)
        );
        progress.StageEnded(Stage.Backup, TimeSpan.FromSeconds(25), failed: true);
        progress.RollbackStarted("The registry said no.");
        progress.StepChanged(Step("tag/create"), StepStatus.UndoStarted, "", TimeSpan.Zero);
        time.Advance(0.1);
        progress.StepChanged(Step("tag/create"), StepStatus.Undone, "", TimeSpan.FromSeconds(0.1));
    }

    private ConsoleProgress Begin(ProgressOptions options, Redactor? redactor = null) =>
        new(output, options, redactor ?? new Redactor(), time);

    private static Step Step(string id) => Plan.Find(id)!;
}
