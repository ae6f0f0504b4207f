using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Reports;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.Reports;

public sealed class ReportBuilderTests
{
    private const string Dump = "backup/dump:shop";

    [Test]
    public void Downtime_is_from_the_first_step_that_takes_the_service_down_until_it_went_live()
    {
        Samples.Live().DowntimeSeconds.ShouldBe(17.3);
        Samples.Live().DowntimeWindows.Single().From.ShouldBe(Script.Begin.AddSeconds(40.7));
    }

    [Test]
    public void What_a_client_measured_counts_more_than_what_the_journal_says() =>
        Samples
            .Build(Samples.LiveScript().Fact(59, "verify/orders", "downtime.seconds", "12.25").Read())
            .DowntimeSeconds.ShouldBe(12.25);

    [TestCase("-1")]
    [TestCase("NaN")]
    [TestCase("soon")]
    [TestCase("1e999")]
    public void A_measurement_that_is_none_is_passed_over(string value) =>
        Samples
            .Build(Samples.LiveScript().Fact(59, "verify/orders", "downtime.seconds", value).Read())
            .DowntimeSeconds.ShouldBe(17.3);

    [Test]
    public void A_rollback_ends_the_downtime_when_the_old_version_serves_and_not_when_the_changelog_is_back() =>
        Samples.RolledBack().DowntimeWindows.Single().To.ShouldBe(Script.Begin.AddSeconds(63.4));

    [Test]
    public void A_rollback_after_going_live_cuts_users_off_a_second_time()
    {
        var report = Samples.Build(
            Samples
                .LiveScript()
                .RollBack(1000, "slow")
                .Undo("start/web", 1001, 2)
                .Undo("stop/web", 1003, 5)
                .End(1010, Outcome.RolledBack)
                .Read()
        );
        report.DowntimeWindows.Count.ShouldBe(2);
        report.DowntimeSeconds.ShouldBe(17.3 + 7);
        report.RunsNow.ShouldBe("Version 1.3.0 of shop is back.");
    }

    [TestCase("1.3.0", "True", "1.3.0 serves now, and its health checks are content.")]
    [TestCase("1.3.0", "False", "1.3.0 runs now and is NOT healthy: web does not answer.")]
    [TestCase("", "False", "Users are NOT served now: web does not answer.")]
    public void What_was_seen_running_is_told(string version, string healthy, string sentence) =>
        Samples
            .Build(
                Samples
                    .LiveScript()
                    .RollBack(1000, "slow")
                    .Fact(1001, "standing", "standing.version", version)
                    .Fact(1001, "standing", "standing.healthy", healthy)
                    .Fact(1001, "standing", "standing.detail", "web does not answer")
                    .End(1010, Outcome.RolledBack)
                    .Read()
            )
            .RunsNow.ShouldBe($"Version 1.3.0 of shop is back. {sentence}");

    [Test]
    public void A_door_that_does_not_open_is_told_as_such_and_tried_again()
    {
        var report = Samples.Build(
            Samples.LiveScript().End(60, Outcome.NeedsHuman, "Switch maintenance mode off: no answer").Read()
        );

        report.RunsNow.ShouldBe(
            "Version 1.4.0 of shop runs, and letting users in failed. Some may be in already, so nothing was taken back."
        );
        report.Next.ShouldNotBeNull().ShouldEndWith("--target=Release");
    }

    [Test]
    public void Users_are_cut_off_until_the_door_is_open_and_not_only_until_the_journal_calls_it_live()
    {
        var door = ShopPlan.Step(Release.Steps.Stage.Verify, "verify/door", "Let users in") with
        {
            LetsUsersIn = true,
        };
        var plan = new ReleasePlan(ShopPlan.Release, [.. ShopPlan.Create().Steps, door]);

        var report = ReportBuilder.Build(
            plan,
            new Script(ShopPlan.Release)
                .Run("stop/web", 10, 1)
                .Run("start/web", 12, 1)
                .Live(20)
                .Run("verify/door", 20, 4)
                .End(25, Outcome.Live)
                .Read()
        );

        report.DowntimeSeconds.ShouldBe(14);
    }

    [Test]
    public void Downtime_whose_end_nobody_knows_is_not_a_number()
    {
        Samples.NeedsHuman().DowntimeSeconds.ShouldBeNull();
        Samples.Running().DowntimeSeconds.ShouldBeNull();
        Samples.Running().EndedAt.ShouldBeNull();
        Samples.Running().ExitCode.ShouldBeNull();
    }

    [Test]
    public void A_release_that_never_took_the_service_down_had_no_downtime() =>
        Samples.OldStillRunning().DowntimeSeconds.ShouldBe(0);

    [Test]
    public void Times_of_steps_that_overlap_count_once_in_their_stage() =>
        Stage(Samples.Live(), "Backup").Seconds.ShouldBe(39.2, 0.11);

    [Test]
    public void A_clock_that_was_set_back_makes_no_time_negative()
    {
        var report = Samples.Build(
            new Script(ShopPlan.Release)
                .Run("preflight/git", 10, 1)
                .Add(20, JournalEvent.StepStarted, "stop/web")
                .Add(-3000, JournalEvent.StepDone, "stop/web", seconds: 4)
                .Add(-2990, JournalEvent.StepStarted, "start/web")
                .Live(-2980)
                .End(-2979, Outcome.Live)
                .Read()
        );
        report.DowntimeSeconds.ShouldBe(0);
        report.EndedAt.ShouldBe(report.StartedAt);
        report.Stages.SelectMany(stage => stage.Steps).ShouldAllBe(step => step.Seconds >= 0);
        Stage(report, "Stop").Seconds.ShouldBe(4);
        Should.NotThrow(() => HtmlReport.Render(report));
    }

    [Test]
    public void A_step_that_failed_keeps_its_reason_when_it_is_undone()
    {
        var step = Stage(Samples.RolledBack(), "Migrate").Steps.Single();
        step.Status.ShouldBe(StepStatus.Undone);
        step.Reason.ShouldContain("23514");
        step.Seconds.ShouldBe(3.2);
        step.Undo!.StatusBefore.ShouldBe(StepStatus.Failed);
        step.Undo.Seconds.ShouldBe(8.5);
        step.Undo.Instructions.Single().ShouldStartWith("pg_restore");
        step.Instructions.ShouldBe(["ALTER TABLE orders …"]);
        Stage(Samples.RolledBack(), "Migrate").Status.ShouldBe(StepStatus.Failed);
    }

    [Test]
    public void Facts_of_several_steps_make_one_backup()
    {
        var backup = Samples.Live().Backups.Single();
        (backup with { Proof = [] }).ShouldBe(
            new BackupReport("shop")
            {
                File = "/var/backups/shop.dump",
                Bytes = 12345678,
                Sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                Verified = true,
                Tables = 7,
                Rows = 40312,
            }
        );
        backup.Proof.ShouldBe([
            "It was restored, and the schema and 7 tables with 40312 rows are what the database held.",
            "The rows of public.logs (3) are left out: a restore has these tables empty.",
        ]);
    }

    [Test]
    public void A_backup_is_not_verified_unless_a_step_says_so_and_may_have_a_dot_in_its_name()
    {
        var record = new Script(ShopPlan.Release)
            .Fact(1, Dump, "backup/dump:a.b.file", "/a.b")
            .Fact(1, Dump, "backup/dump:c.verified", "true")
            .Fact(1, Dump, "stop/dump:a.b.file", "/second")
            .Fact(1, Dump, "stop/dump:a.b.verified", "nearly")
            .Read();
        Samples
            .Build(record)
            .Backups.Select(backup => (backup.Database, backup.File, backup.Verified))
            .ShouldBe([("a.b", "/a.b", false), ("a.b", "/second", false)]);
    }

    [Test]
    public void Writes_are_told_only_where_both_numbers_are_known()
    {
        Samples.Live().Writes.ShouldBe(new WritesReport(1873, 0));
        Samples
            .Build(new Script(ShopPlan.Release).Fact(1, Dump, "writes.acknowledged", "5").Read())
            .Writes.ShouldBeNull();
    }

    [Test]
    public void A_step_that_the_plan_does_not_know_is_told_all_the_same() =>
        Stage(Samples.Build(new Script(ShopPlan.Release).Run("stop/cron", 1, 1).Read()), "Stop")
            .Steps.ShouldContain(step => step.Id == "stop/cron" && step.Status == StepStatus.Done);

    [Test]
    public void The_origin_leaves_out_what_the_report_says_elsewhere() =>
        Samples.Live().Origin.Keys.ShouldBe(["machine", "run", "user"]);

    private static StageReport Stage(ReleaseReport report, string name) =>
        report.Stages.Single(stage => stage.Name == name);
}
