using Recipes.Tests.Stacks;

namespace Recipes.Tests.Atmosphere;

/// <summary>
/// Atmosphere's runbook as a recipe, on a real engine, under a load of writes to both applications: told in its order,
/// each fault of the hand-run release by its number.
/// </summary>
[TestFixture]
[NonParallelizable]
internal sealed class AtmosphereTests
{
    private static readonly string[] Both = ["atmosphere", "troposphere"];
    private AtmosphereSite site = null!;

    [OneTimeSetUp]
    public void Start() => site = AtmosphereSite.Start();

    [OneTimeTearDown]
    public void End() => site?.Dispose();

    [Test, Order(1)]
    public async Task The_plan_reads_like_the_runbook_with_its_faults_mended()
    {
        using var plan = await site.RunAsync(["--target=Plan", "--version=36-2"], troposphere: "36-6");

        plan.ExitCode.ShouldBe(0, plan.Output);
        InOrder(
            plan.Output,
            // A6: pulled before anything stops. A1: both databases.
            "docker pull",
            "pg_dump",
            "maintenance start",
            "stop troposphere",
            "stop -t 5 atmosphere",
            // A2: every container, under a name of its own.
            "atmo-release/atmosphere:",
            "atmo-release/troposphere:",
            "git",
            "manage.py migrate",
            "up -d",
            "title__endswith"
        );
        plan.Output.ShouldContain("atmo_prod");
        // A8: this ends whatever anybody began.
        plan.Output.ShouldNotContain("maintenance stop");
        plan.Output.ShouldNotContain(AtmosphereSite.Password);
        plan.Output.ShouldContain($"+    image: '{site.Images.Atmosphere("36-2")}'   # the API");
        plan.Output.ShouldContain($"+    image: \"{site.Images.Troposphere("36-6")}\"");
    }

    [Test, Order(4)]
    public async Task A_release_under_writes_is_live_and_loses_nothing()
    {
        var (file, kept) = (site.ComposeFile, site.Stack.Find("postgres"));
        var secrets = site.Secrets.PushFromElsewhere(
            "production",
            root => AtmosphereSite.WriteIni(root, "atmosphere", "atmo_prod", $"['{AtmosphereSite.Tester}']")
        );
        await using var instances = new Load(site.TryLaunchAsync);
        await using var requests = new Load(site.TryAskAsync);

        using var run = await site.RunAsync(
            ["--target=Release", "--version=36-2"],
            troposphere: "36-6",
            commit: AtmosphereImages.CommitOf("36-6")
        );

        run.ExitCode.ShouldBe(0, run.Output);
        run.Output.ShouldContain("LIVE");
        run.Output.ShouldNotContain(AtmosphereSite.Password);
        (await instances.StopAsync()).Except(site.Instances()).ShouldBeEmpty("an acknowledged row is lost");
        (await requests.StopAsync()).Except(site.Requests()).ShouldBeEmpty("an acknowledged row is lost");
    }

    private List<string> Images() => [.. Both.Select(service => site.Stack.Find(service).Image)];

    private static void InOrder(string text, params string[] parts)
    {
        var from = 0;
        foreach (var part in parts)
        {
            var at = text.IndexOf(part, from, StringComparison.Ordinal);
            at.ShouldBeGreaterThanOrEqualTo(0, $"'{part}' comes too late or never in:\n{text}");
            from = at + part.Length;
        }
    }
}
