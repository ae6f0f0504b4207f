using Cake.Frosting.Release.Reports;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.Reports;

public sealed class PlanTests
{
    [Test]
    public void The_plan_says_every_command_and_what_will_be_skipped() =>
        PlanText
            .Render(
                ShopPlan.Create(),
                new PlanFindings
                {
                    Probes = new Dictionary<string, Probe>
                    {
                        ["tag/create"] = Probe.Done("the tag v1.4.0 is at this commit"),
                        ["compress/assets"] = Probe.NotNeeded("no file changed"),
                        ["migrate/shop"] = Probe.NotDone("1 of 42 migrations is new"),
                    },
                    Failures = new Dictionary<string, string>
                    {
                        ["backup/fetch:web"] = "the registry does not answer\ntimeout",
                    },
                    Earlier = [Samples.LiveScript().Read(), Samples.LiveScript().Read()],
                }
            )
            .ShouldMatchCase("plan.txt");

    [Test]
    public void Without_an_earlier_release_nothing_is_made_up() =>
        PlanText
            .Render(ShopPlan.Create())
            .ShouldContain("there is no earlier release to tell from for how long");

    [Test]
    public void The_expected_downtime_is_the_median_of_releases_that_went_live()
    {
        var failed = new Script(ShopPlan.Release)
            .Run("stop/web", 1, 500)
            .RollBack(501, "x")
            .Undo("stop/web", 502, 1)
            .End(503, Outcome.RolledBack);
        ExpectedDowntime
            .Describe(ShopPlan.Create(), [Down(10), failed.Read(), Down(90), Down(20)])
            .ShouldBe("Users will be cut off for about 20.0 s, the median of 3 earlier releases.");
    }

    [Test]
    public void The_runbook_can_be_done_by_hand() =>
        RunbookMarkdown.Render(ShopPlan.Create()).ShouldMatchCase("runbook.md");

    [Test]
    public void Hostile_text_breaks_out_of_neither()
    {
        PlanText
            .Render(Hostile.Plan(), new PlanFindings { Redactor = Hostile.Redactor })
            .ShouldMatchCase("hostile-plan.txt");
        RunbookMarkdown.Render(Hostile.Plan(), Hostile.Redactor).ShouldMatchCase("hostile-runbook.md");
        PlanText
            .Render(Hostile.Plan(), new PlanFindings { Redactor = Hostile.Redactor })
            .ShouldNotContain("\e");
        RunbookMarkdown
            .Render(Hostile.Plan(), Hostile.Redactor)
            .Replace("````", "")
            .ShouldContain("rm -rf /");
    }

    [Test]
    public void The_way_back_is_in_reverse_order()
    {
        var runbook = RunbookMarkdown.Render(ShopPlan.Create());
        var back = runbook[runbook.IndexOf("## Way back", StringComparison.Ordinal)..];
        string[] undos =
        [
            "Stop version 1.4.0",
            "Put the database shop back",
            "Set the version to 1.3.0",
            "Start version 1.3.0",
            "Delete the tag",
        ];
        var places = undos.Select(undo => back.IndexOf(undo, StringComparison.Ordinal)).ToList();
        places.ShouldAllBe(place => place >= 0);
        places.ShouldBe(places.Order());
    }

    [Test]
    public void The_status_fits_on_a_page() =>
        StatusText
            .Render(
                new ReleaseStatus("shop")
                {
                    CurrentVersion = "1.3.0",
                    IsHealthy = false,
                    Health = "GET /health answered 503",
                    Latest =
                    [
                        new Script(ShopPlan.Release).Run("stop/web", 1, 2).Read(),
                        new Script(ShopPlan.Release with { Version = "1.3.0", PreviousVersion = null })
                            .RollBack(1, "no disk\nleft")
                            .End(2, Outcome.OldStillRunning)
                            .Read(),
                    ],
                    KeptAside = [new KeptAsideDatabase("shop_20261121", "shop", Script.Begin, 81_234_567)],
                }
            )
            .ShouldMatchCase("status.txt");

    [Test]
    public void The_status_of_a_new_project_is_short() =>
        StatusText
            .Render(new ReleaseStatus("shop") { LockHolder = "ada on build-7, since 10:42" })
            .ShouldMatchCase("status-new.txt");

    private static Release.Journal.ReleaseRecord Down(double seconds) =>
        new Script(ShopPlan.Release)
            .Run("stop/web", 1, 0.5)
            .Live(1 + seconds)
            .End(2 + seconds, Outcome.Live)
            .Read();
}
