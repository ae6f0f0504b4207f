using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Steps;
using static Cake.Frosting.Release.Journal.JournalEvent;
using static Cake.Frosting.Release.Tests.Journal.Lines;

namespace Cake.Frosting.Release.Tests.Journal;

public sealed class ReleaseRecordTests
{
    [Test]
    public void The_first_line_tells_which_release_and_who()
    {
        var record = Fold();

        record.Release.ShouldBe(new ReleaseIdentity("20261121T104227Z-1.4.0", "shop", "1.4.0", "1.3.0"));
        record.Origin["user"].ShouldBe("anna");
        record.IsUnfinished.ShouldBeTrue();
        ReleaseRecordReader.Read([], "journal").ShouldBeNull();
    }

    [Test]
    public void A_step_is_folded_from_its_lines()
    {
        var record = Fold(
            Entry(StepStarted, "a"),
            Entry(Issued, "a", "pg_dump"),
            Fact("a", "file", "x"),
            Entry(Warned, "a", "the disk is nearly full"),
            Entry(StepDone, "a") with
            {
                Seconds = 2.5,
            },
            Entry(StepSkipped, "b", "there already"),
            Entry(StepStarted, "c")
        );

        var step = record.Find("a")!;
        step.Status.ShouldBe(StepStatus.Done);
        step.Elapsed.ShouldBe(TimeSpan.FromSeconds(2.5));
        step.Issued.ShouldBe(["pg_dump"]);
        record.Facts["a.file"].ShouldBe("x");
        record.Warnings.ShouldBe(["a: the disk is nearly full"]);
        record.Find("b")!.HasBegun.ShouldBeFalse();
        record.Find("b")!.Reason.ShouldBe("there already");
        record.Find("c")!.Status.ShouldBe(StepStatus.Started);
        record.Steps.Select(each => each.Id).ShouldBe(["a", "b", "c"]);
    }

    [Test]
    public void An_abandoned_release_is_no_longer_in_the_way_and_is_not_called_a_success()
    {
        var record = Fold(Entry(StepStarted, "a"), Entry(RollbackStarted, text: "no"), Entry(Abandoned));

        record.IsUnfinished.ShouldBeFalse();
        record.IsRollingBack.ShouldBeFalse();
        record.AbandonedAt.ShouldNotBeNull();
        record.Outcome.ShouldBe(Outcome.NeedsHuman);
    }

    [Test]
    public void A_release_that_was_abandoned_after_it_went_live_is_live() =>
        Fold(Entry(StepStarted, "a"), Entry(WentLive), Entry(Abandoned))
            .Outcome.ShouldBe(Outcome.LiveWithWarnings);

    [Test]
    public void Who_worked_at_it_last_is_told_apart_from_who_began()
    {
        var record = Fold(
            Entry(Resumed) with
            {
                Data = new Dictionary<string, string> { ["user"] = "bert" },
            },
            Entry(RollbackStarted, text: "no") with
            {
                Data = new Dictionary<string, string> { ["user"] = "cleo" },
            }
        );

        record.Origin["user"].ShouldBe("anna");
        record.LatestOrigin["user"].ShouldBe("cleo");
    }

    [Test]
    public void A_release_that_was_taken_up_again_goes_on_from_its_steps()
    {
        var record = Fold(
            Entry(StepStarted, "a"),
            Entry(StepDone, "a"),
            Entry(StepStarted, "b"),
            Entry(StepInterrupted, "b"),
            Entry(Resumed),
            Entry(StepStarted, "b"),
            Entry(StepDone, "b")
        );

        record.Find("a")!.Status.ShouldBe(StepStatus.Done);
        record.Find("b")!.Status.ShouldBe(StepStatus.Done);
        record.Find("b")!.StartedAt.ShouldBe(record.StartedAt.AddSeconds(3));
        record.IsUnfinished.ShouldBeTrue();
    }

    [Test]
    public void A_rollback_tells_what_was_taken_back_and_what_it_was_before()
    {
        var record = Fold(
            Entry(StepStarted, "a"),
            Entry(StepDone, "a") with
            {
                Seconds = 3,
            },
            Entry(StepStarted, "b"),
            Entry(StepFailed, "b", "no"),
            Entry(RollbackStarted, text: "b: no"),
            Entry(UndoStarted, "b"),
            Entry(UndoDone, "b"),
            Entry(UndoStarted, "a")
        );

        record.IsRollingBack.ShouldBeTrue();
        record.Cause.ShouldBe("b: no");
        record.Find("b")!.Status.ShouldBe(StepStatus.Undone);
        record.Find("b")!.BeforeUndo!.Status.ShouldBe(StepStatus.Failed);
        record.Find("a")!.Status.ShouldBe(StepStatus.UndoStarted);
        record.Find("a")!.BeforeUndo!.Elapsed.ShouldBe(TimeSpan.FromSeconds(3));
        record.IsUnfinished.ShouldBeTrue();
    }

    [TestCase("LIVE", Outcome.Live, false)]
    [TestCase("LIVE-WITH-WARNINGS", Outcome.LiveWithWarnings, false)]
    [TestCase("OLD-STILL-RUNNING", Outcome.OldStillRunning, false)]
    [TestCase("ROLLED-BACK", Outcome.RolledBack, false)]
    [TestCase("NEEDS-HUMAN", Outcome.NeedsHuman, true)]
    public void A_release_is_over_unless_it_waits_for_a_human(string text, Outcome outcome, bool unfinished)
    {
        var record = Fold(Ended(text, "why"));

        record.Outcome.ShouldBe(outcome);
        record.Cause.ShouldBe("why");
        record.IsUnfinished.ShouldBe(unfinished);
    }

    [Test]
    public void A_way_back_that_ended_with_a_human_is_still_the_way_back()
    {
        var record = Fold(
            Entry(RollbackStarted, text: "no"),
            Entry(UndoStarted, "a"),
            Entry(UndoFailed, "a", "disk full"),
            Ended("NEEDS-HUMAN", "no; disk full")
        );

        record.IsRollingBack.ShouldBeTrue();
        record.IsUnfinished.ShouldBeTrue();
        Fold(Entry(RollbackStarted), Ended("ROLLED-BACK")).IsRollingBack.ShouldBeFalse();
        Fold(Ended("NEEDS-HUMAN")).IsRollingBack.ShouldBeFalse("onFailure: halt goes on forwards");
    }

    [Test]
    public void A_run_that_was_killed_just_after_it_took_up_the_way_back_does_not_lose_the_cause()
    {
        var record = Fold(Entry(RollbackStarted, text: "the migration failed"), Entry(Resumed));

        record.IsRollingBack.ShouldBeTrue();
        record.Cause.ShouldBe("the migration failed");
    }

    [Test]
    public void Going_on_after_a_human_helped_clears_outcome_and_cause()
    {
        var record = Fold(Ended("NEEDS-HUMAN", "no"), Entry(Resumed));

        record.Outcome.ShouldBeNull();
        record.Cause.ShouldBeEmpty();
        record.IsUnfinished.ShouldBeTrue();
    }

    [Test]
    public void When_users_were_handed_over_is_known_for_ever()
    {
        var record = Fold(Entry(WentLive), Ended("LIVE"), Entry(RollbackStarted), Ended("ROLLED-BACK"));

        record.WentLiveAt.ShouldBe(record.StartedAt.AddSeconds(1));
        record.Outcome.ShouldBe(Outcome.RolledBack);
    }
}
