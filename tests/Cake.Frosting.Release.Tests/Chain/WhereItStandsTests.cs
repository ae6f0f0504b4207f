using Cake.Frosting.Release.Chain;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Steps;
using static Cake.Frosting.Release.Journal.JournalEvent;
using static Cake.Frosting.Release.Tests.Journal.Lines;

namespace Cake.Frosting.Release.Tests.Chain;

public sealed class WhereItStandsTests
{
    [Test]
    public void The_stage_the_step_and_the_time_are_told() =>
        After(
                TimeSpan.FromMinutes(4),
                Entry(StepStarted, "migrate/one"),
                Entry(StepDone, "migrate/one"),
                Entry(StepStarted, "migrate/two")
            )
            .ShouldBe("1.4.0 stopped in Migrate, step 2 of 3, 4 minutes ago (migrate/two)");

    [Test]
    public void Before_its_first_step_there_is_none_to_name() =>
        After(TimeSpan.FromSeconds(3)).ShouldBe("1.4.0 stopped before its first step, 3 seconds ago");

    [Test]
    public void On_the_way_back_the_undo_that_had_begun_is_named() =>
        After(
                TimeSpan.FromHours(3),
                Entry(StepStarted, "migrate/one"),
                Entry(StepDone, "migrate/one"),
                Entry(StepStarted, "migrate/two"),
                Entry(RollbackStarted, text: "no space"),
                Entry(UndoStarted, "migrate/two")
            )
            .ShouldBe("1.4.0 stopped on its way back, 3 hours ago (migrate/two)");

    [Test]
    public void A_step_that_the_plan_no_longer_has_is_named_all_the_same() =>
        After(TimeSpan.FromDays(2), Entry(StepStarted, "pull/gone"))
            .ShouldBe("1.4.0 stopped in pull/gone, 2 days ago");

    [Test]
    public void A_clock_that_was_set_back_makes_no_negative_time() =>
        After(TimeSpan.FromHours(-1), Entry(StepStarted, "migrate/three"))
            .ShouldBe("1.4.0 stopped in Migrate, step 3 of 3, a moment ago (migrate/three)");

    private static string After(TimeSpan time, params JournalEntry[] entries)
    {
        var record = Fold(entries);
        return WhereItStands.Of(record, Plan(record.Release), record.LastAt + time);
    }

    private static ReleasePlan Plan(ReleaseIdentity release) =>
        new(
            release,
            [
                .. ((string[])["one", "two", "three"]).Select(name => new Step
                {
                    Id = $"migrate/{name}",
                    Stage = Stage.Migrate,
                    Title = name,
                    Act = (_, _) => Task.CompletedTask,
                }),
            ]
        );
}
