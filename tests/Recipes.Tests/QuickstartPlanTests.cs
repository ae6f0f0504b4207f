using System.Text.RegularExpressions;
using Recipes.Tests.Harness;

namespace Recipes.Tests;

/// <summary>What plan and runbook say is what the release then does.</summary>
[TestFixture]
internal sealed partial class QuickstartPlanTests
{
    private QuickstartWorkspace shop = null!;
    private string plan = null!;
    private string runbook = null!;
    private IReadOnlyList<(string Step, string Instruction)> executed = null!;

    [OneTimeSetUp]
    public async Task PlanThenRelease()
    {
        shop = new QuickstartWorkspace();
        using var planned = await shop.RunAsync("--target=Plan");
        planned.ExitCode.ShouldBe(0, planned.Output);
        plan = planned.Output;
        using var written = await shop.RunAsync("--target=Runbook");
        runbook = written.Output;
        using var run = await shop.RunAsync("--target=Release");
        run.ExitCode.ShouldBe(0, run.Output);
        executed =
        [
            .. from stage in shop.Report().GetProperty("stages").EnumerateArray()
            from step in stage.GetProperty("steps").EnumerateArray()
            from instruction in step.GetProperty("instructions").EnumerateArray()
            select (step.GetProperty("id").GetString()!, instruction.GetString()!),
        ];
    }

    [OneTimeTearDown]
    public async Task TearDown() => await shop.DisposeAsync();

    [Test]
    public void Everything_that_was_executed_stood_in_the_plan()
    {
        executed.Count.ShouldBeGreaterThan(40);
        Missing(plan).ShouldBeEmpty();
    }

    [Test]
    public void Everything_that_was_executed_stood_in_the_runbook() => Missing(runbook).ShouldBeEmpty();

    [Test]
    public void The_plan_says_where_users_are_cut_off_and_what_is_not_known_yet()
    {
        plan.ShouldContain("users are cut off from here until Verify has passed");
        plan.ShouldContain("no earlier release");
    }

    [Test]
    public void The_runbook_has_a_way_back() => runbook.ShouldContain("Way back");

    [Test]
    public void A_plan_changes_nothing_that_a_release_would()
    {
        // The plan was made first: the release that followed was still the first one.
        shop.JournalCount().ShouldBe(1);
    }

    /// <summary>The executed instructions that no line of a page allows for, blanks and the release's name aside.</summary>
    private List<string> Missing(string page)
    {
        var text = Normal(page);
        return
        [
            .. executed
                .Where(one => !Stands(Normal(one.Instruction), text))
                .Select(one => $"{one.Step}: {one.Instruction}"),
        ];
    }

    private static bool Stands(string instruction, string page) =>
        page.Contains(instruction, StringComparison.Ordinal)
        // A runbook asks with curl.
        || (
            instruction.StartsWith("GET ", StringComparison.Ordinal)
            && page.Split('\n')
                .Any(line =>
                    line.StartsWith("curl ", StringComparison.Ordinal)
                    && line.EndsWith(instruction[4..], StringComparison.Ordinal)
                )
        )
        || PatternsOf(page).Any(pattern => pattern.IsMatch(instruction));

    /// <summary>Each line with a blank as a pattern for what may stand there.</summary>
    private static IEnumerable<Regex> PatternsOf(string page) =>
        from line in page.Split('\n')
        where line.Contains('‹', StringComparison.Ordinal)
        let bare = Prompt().Replace(line, "")
        select new Regex("^" + Blank().Replace(Regex.Escape(bare), ".*") + "$");

    /// <summary>One line without line breaks' indentation, ids and times.</summary>
    private static string Normal(string text) =>
        ReleaseId()
            .Replace(Indentation().Replace(text, "\n"), "RELEASE")
            .Replace("psql_", "", StringComparison.Ordinal);

    [GeneratedRegex(@"\n\s+")]
    private static partial Regex Indentation();

    [GeneratedRegex(@"\d{8}[Tt]\d{6}[Zz](-1\.1\.0|_1_1_0)")]
    private static partial Regex ReleaseId();

    [GeneratedRegex(@"^(\$ |database \w+: )")]
    private static partial Regex Prompt();

    [GeneratedRegex("‹[^›]+›")]
    private static partial Regex Blank();
}
