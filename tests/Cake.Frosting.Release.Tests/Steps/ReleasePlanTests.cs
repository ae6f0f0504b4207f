using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.Steps;

public sealed class ReleasePlanTests
{
    private static readonly ReleaseIdentity Release = new("20261121T104227Z-1.4.0", "shop", "1.4.0", "1.3.0");

    [Test]
    public void Steps_stand_stage_by_stage_and_within_a_stage_as_they_were_added()
    {
        var plan = Plan(A("b", Stage.Start), A("z", Stage.Backup), A("a", Stage.Backup));

        plan.Steps.Select(step => step.Id).ShouldBe(["z", "a", "b"]);
        plan.Of(Stage.Backup).Select(step => step.Id).ShouldBe(["z", "a"]);
        plan.Of(Stage.Verify).ShouldBeEmpty();
        plan.Find("a")!.Id.ShouldBe("a");
        plan.Find("c").ShouldBeNull();
    }

    [Test]
    public void Two_steps_of_one_id_are_refused_also_across_stages() =>
        Should
            .Throw<ArgumentException>(() => Plan(A("a", Stage.Backup), A("a", Stage.Stop)))
            .Message.ShouldBe("Two steps have the id 'a'.");

    [TestCase("nobody", TestName = "an unknown step")]
    [TestCase("later", TestName = "a later step")]
    [TestCase("a", TestName = "itself")]
    [TestCase("earlier-stage", TestName = "a step of another stage")]
    public void A_step_cannot_wait_for(string other) =>
        Should
            .Throw<ArgumentException>(() =>
                Plan(
                    A("earlier-stage", Stage.Preflight),
                    A("a", Stage.Backup, other),
                    A("later", Stage.Backup)
                )
            )
            .Message.ShouldBe($"The step 'a' waits for '{other}', which is not before it in Backup.");

    [Test]
    public void A_step_waits_for_all_before_it_unless_it_says_otherwise()
    {
        var plan = Plan(
            A("a", Stage.Stop),
            A("b", Stage.Stop),
            A("c", Stage.Stop, "a"),
            A("d", Stage.Stop, [])
        );

        string[][] before = [.. plan.Steps.Select(step => plan.Before(step).ToArray())];

        before.ShouldBe([
            [],
            ["a"],
            ["a"],
            [],
        ]);
    }

    private static ReleasePlan Plan(params Step[] steps) => new(Release, steps);

    private static Step A(string id, Stage stage) =>
        new()
        {
            Id = id,
            Stage = stage,
            Title = id,
            Act = (_, _) => Task.CompletedTask,
        };

    private static Step A(string id, Stage stage, params string[] after) =>
        A(id, stage) with
        {
            After = after,
        };
}
