using Cake.Frosting.Release.Reports;

namespace Cake.Frosting.Release.Tests.Reports;

public sealed class RendererTests
{
    private static readonly ReportFiles Files = new("reports/1", "reports/latest");

    [TestCaseSource(typeof(Samples), nameof(Samples.Names))]
    public void Json_is_as_it_was(string name) =>
        ReportJson.Write(Samples.Of(name)).ShouldMatchCase($"{name}.json");

    [TestCaseSource(typeof(Samples), nameof(Samples.Names))]
    public void Markdown_is_as_it_was(string name) =>
        MarkdownReport.Render(Samples.Of(name)).ShouldMatchCase($"{name}.md");

    [TestCaseSource(typeof(Samples), nameof(Samples.Names))]
    public void The_summary_is_as_it_was(string name) =>
        ConsoleSummary.Render(Samples.Of(name), Files).ShouldMatchCase($"{name}.txt");

    [Test]
    public void The_summary_says_the_cause_first_then_what_runs_then_how_to_go_on()
    {
        var summary = ConsoleSummary.Render(Samples.RolledBack());
        string[] parts =
        [
            "ROLLED-BACK",
            "ERROR: 23514",
            "Version 1.3.0 of shop is back",
            "Go on with:",
            "Preflight",
        ];
        var places = parts.Select(part => summary.IndexOf(part, StringComparison.Ordinal)).ToList();
        places.ShouldAllBe(place => place >= 0);
        places.ShouldBe(places.Order());
    }

    [Test]
    public void The_summary_is_coloured_only_when_asked()
    {
        ConsoleSummary.Render(Samples.RolledBack()).ShouldNotContain("\e");
        ConsoleSummary.Render(Samples.RolledBack(), color: true).ShouldContain("\e[31mROLLED-BACK\e[0m");
    }

    [TestCase(1)]
    [TestCase(20)]
    [TestCase(60)]
    public void The_table_of_stages_keeps_to_the_width(int width)
    {
        var table = ConsoleSummary
            .Render(Samples.RolledBack(), width: width)
            .Split('\n')
            .Where(line =>
                line.StartsWith("  ", StringComparison.Ordinal)
                && line.Length > 2
                && "✓–✗!■↶…·".Contains(line[2])
            );
        table.ShouldAllBe(line => Cells.Width(line) < width);
    }

    [Test]
    public void Hostile_text_harms_no_renderer()
    {
        var report = Hostile.Report();
        ReportJson.Write(report).ShouldMatchCase("hostile.json");
        MarkdownReport.Render(report).ShouldMatchCase("hostile.md");
        ConsoleSummary.Render(report).ShouldMatchCase("hostile.txt");
        foreach (
            var text in new[]
            {
                ReportJson.Write(report),
                MarkdownReport.Render(report),
                ConsoleSummary.Render(report),
            }
        )
        {
            text.ShouldNotContain("\e");
            text.ShouldNotContain(Hostile.Password);
        }

        ReportJson.Write(report).ShouldNotContain("<script>");
    }

    [Test]
    public void Hostile_text_opens_no_markup_in_markdown()
    {
        var markdown = MarkdownReport.Render(Hostile.Report());
        var outside = string.Join('\n', OutsideBlocks(markdown));
        // What is left is in a code span, where no markup is read.
        outside.Replace("````<script>", "").ShouldNotContain("<script>");
        outside.ShouldContain("&lt;script&gt;");
        var tables = outside.Split('\n').Where(line => line.StartsWith("| **", StringComparison.Ordinal));
        // Five pipes make four cells, whatever the cells hold.
        tables.ShouldAllBe(line => line.Replace("\\|", "").Count(character => character == '|') == 5);
    }

    private static IEnumerable<string> OutsideBlocks(string markdown)
    {
        var fence = "";
        foreach (var line in markdown.Split('\n'))
        {
            if (fence.Length == 0 && line.StartsWith("```", StringComparison.Ordinal))
            {
                fence = line.TrimEnd("text".ToCharArray());
            }
            else if (line == fence)
            {
                fence = "";
            }
            else if (fence.Length == 0)
            {
                yield return line;
            }
        }
    }
}
