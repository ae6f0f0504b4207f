using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.Steps;

public sealed class StepValueTests
{
    [TestCase("20261121T104227Z-1.4.0", ExpectedResult = "20261121t104227z_1_4_0")]
    [TestCase("20261121T104227Z-1.4.0-rc.1+build.7", ExpectedResult = "20261121t104227z_1_4_0_rc_1_build_7")]
    [TestCase("Ü\"; drop", ExpectedResult = "____drop")]
    public string The_suffix_of_a_database_is_an_identifier_of_PostgreSQL(string id) =>
        new ReleaseIdentity(id, "shop", "1.4.0", null).DatabaseSuffix;

    [Test]
    public void The_suffix_of_a_database_is_short_and_begins_with_the_time()
    {
        var suffix = new ReleaseIdentity(
            "20261121T104227Z-1.4.0-" + new string('x', 200),
            "shop",
            "1",
            null
        ).DatabaseSuffix;

        suffix.Length.ShouldBe(40);
        suffix.ShouldStartWith("20261121t104227z_1_4_0_x");
    }

    [Test]
    public void A_fact_can_be_found_by_its_step_and_is_told_at_once()
    {
        var told = new List<string>();
        var facts = new Facts([KeyValuePair.Create("a.old", "1")])
        {
            Recorded = (key, value) => told.Add($"{key}={value}"),
        };

        facts.Record("backup/dump:shop", "file", "shop.dump");
        facts.Record("backup/dump:shop", "file", "shop-2.dump");

        facts.Find("backup/dump:shop", "file").ShouldBe("shop-2.dump");
        facts.Find("a", "old").ShouldBe("1");
        facts.Find("a", "new").ShouldBeNull();
        told.ShouldBe(["backup/dump:shop.file=shop.dump", "backup/dump:shop.file=shop-2.dump"]);
        facts.All.Count.ShouldBe(2);
    }

    [TestCase(Outcome.Live, "LIVE", 0)]
    [TestCase(Outcome.LiveWithWarnings, "LIVE-WITH-WARNINGS", 0)]
    [TestCase(Outcome.OldStillRunning, "OLD-STILL-RUNNING", 1)]
    [TestCase(Outcome.RolledBack, "ROLLED-BACK", 2)]
    [TestCase(Outcome.NeedsHuman, "NEEDS-HUMAN", 3)]
    public void An_outcome_has_its_spelling_and_its_exit_code(Outcome outcome, string text, int code)
    {
        outcome.ToText().ShouldBe(text);
        outcome.ToExitCode().ShouldBe(code);
    }

    [Test]
    public void An_instruction_is_a_line_that_can_be_typed_from_anywhere()
    {
        var command = new Command("pg_restore", "a b") { WorkingDirectory = "/srv/my shop" };

        var instruction = Instruction.Run(new AsUser("postgres"), command);

        instruction.Where.ShouldBe("this machine, as user postgres");
        instruction.Text.ShouldBe(
            "(cd '/srv/my shop' && setpriv --reuid=postgres --regid=postgres --init-groups -- pg_restore 'a b')"
        );
    }

    [Test]
    public void The_stages_have_the_order_of_the_chain() =>
        string.Join(" → ", Enum.GetValues<Stage>())
            .ShouldBe(
                "Preflight → Changelog → Tag → Backup → Stop → Pull → Migrate → Compress → Start → Verify → Announce"
            );
}
