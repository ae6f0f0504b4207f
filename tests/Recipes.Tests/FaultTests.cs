using System.Runtime.Versioning;
using Engine;
using Faults;
using Faults.Shop;
using Faults.Stack;
using Recipes.Tests.Harness;

namespace Recipes.Tests;

/// <summary>
/// The fault suite in its shorter form: faults of every kind, chosen by a seed; and the suite itself, on a release
/// whose way back is broken.
/// </summary>
[TestFixture, Platform("Linux"), SupportedOSPlatform("linux")]
internal sealed class FaultTests
{
    private const string BrokenUndo = """

        before:
          Stop:
            - name: count the till
              command: ["true"]
              undo: [touch, "{root}/.quickstart/maintenance"]

        """;

    private string place = null!;

    [SetUp]
    public void SetUp()
    {
        Requirements.NeedPostgres();
        place = Path.Combine(Path.GetTempPath(), $"faults-{Guid.NewGuid():N}");
    }

    [Test]
    public async Task Whatever_goes_wrong_the_service_answers_afterwards_with_every_acknowledged_row()
    {
        var results = await TryAsync(Any with { Sample = 1 });

        results.Count.ShouldBeGreaterThanOrEqualTo(10);
        results.Where(result => result.Verdict == Verdict.Failed).SelectMany(Lines).ShouldBeEmpty();
        results.ShouldContain(result => result.Verdict == Verdict.Survived && result.Written > 0);
        results.Sum(result => result.Lost).ShouldBe(0);
    }

    [Test]
    public async Task On_Compose_too_whenever_the_tool_is_killed_and_no_container_of_its_own_is_left()
    {
        EngineParts.Need(EngineParts.Missing(ComposeVersion.Two));
        var options = Any with { Workers = 1, Sample = 1, Only = "kill" };
        var suite = new FaultSuite(
            number => new ComposeBench(options.Tool, $"{place}-{number}"),
            options,
            TestContext.Progress
        );

        var results = await suite.RunAsync();

        // One of each: of the tool in a release, on the way back and in another target, and of a command.
        results.Count.ShouldBe(4);
        results.Where(result => result.Verdict == Verdict.Failed).SelectMany(Lines).ShouldBeEmpty();
        results.Sum(result => result.Lost).ShouldBe(0);
    }

    [Test]
    public async Task An_undo_that_leaves_the_service_shut_makes_the_suite_fail()
    {
        var results = await TryAsync(Any with { Only = "kill-undo/failed/pull/current/at" }, BrokenUndo);

        var result = results.Single();
        result.Verdict.ShouldBe(Verdict.Failed);
        result.Broken.ShouldContain("the service answers: the service answered 503 to an order");
    }

    /// <summary>The seed is in every failure's message, and another one each day.</summary>
    private static SuiteOptions Any => new() { Seed = DateTime.UtcNow.DayOfYear, Workers = 2 };

    private Task<IReadOnlyList<CaseResult>> TryAsync(SuiteOptions options, string settings = "")
    {
        var suite = new FaultSuite(
            number => new QuickstartBench(options.Tool, $"{place}-{number}", settings),
            options,
            TestContext.Progress
        );
        return suite.RunAsync();
    }

    private static IEnumerable<string> Lines(CaseResult result) =>
        [
            $"{result.Fault.Id}, seed {Any.Seed}:",
            .. result.Told,
            .. result.Broken,
            .. result.Outputs.TakeLast(1),
        ];
}
