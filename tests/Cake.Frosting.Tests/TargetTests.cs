using Cake.Core;
using Cake.Frosting.Tests.Fakes;

namespace Cake.Frosting.Tests;

public sealed class TargetTests
{
    [TestCase("--target")]
    [TestCase("-t")]
    [TestCase("--Target")]
    public void A_target_runs_after_what_it_depends_on(string option)
    {
        var build = Chain();

        build.Run(option, "Third").ShouldBe(0);

        build.Journal.Entries.ShouldBe(["First", "Second", "Third"]);
    }

    [Test]
    public void A_target_can_be_joined_with_an_equals_sign_and_written_in_any_case()
    {
        var build = Chain();

        build.Run("--target=sECOND").ShouldBe(0);

        build.Journal.Entries.ShouldBe(["First", "Second"]);
    }

    [Test]
    public void Without_a_target_the_task_Default_runs()
    {
        var build = Chain().With<Default>();

        build.Run().ShouldBe(0);

        build.Journal.Entries.ShouldBe(["First", "Default"]);
    }

    [Test]
    public void Several_targets_run_in_the_order_given_each_with_its_dependencies()
    {
        var build = Chain().With<Default>();

        build.Run("-t", "Second", "-t", "Default").ShouldBe(0);

        build.Journal.Entries.ShouldBe(["First", "Second", "First", "Default"]);
    }

    [TestCase("First", "Lone", "Other")]
    [TestCase("Other", "Lone", "First")]
    [TestCase("Lone", "Other", "First")]
    public void Several_unrelated_targets_run_in_the_order_given(string first, string second, string third)
    {
        var build = Chain().With<Lone>().With<Other>();

        build.Run("-t", first, "-t", second, "-t", third).ShouldBe(0);

        build.Journal.Entries.ShouldBe([first, second, third]);
    }

    [Test]
    public void Several_targets_share_their_dependencies_when_configured_to()
    {
        var build = Chain().With<Default>();

        build.Run(
            "-t",
            "Second",
            "-t",
            "Default",
            "--settings_unifieddependencygraphformultipletargets=true"
        );

        build.Journal.Entries.Count(entry => entry == "First").ShouldBe(1);
    }

    [TestCase("--exclusive")]
    [TestCase("-e")]
    public void Exclusive_runs_the_target_alone(string option)
    {
        var build = Chain();

        build.Run("-t", "Third", option).ShouldBe(0);

        build.Journal.Entries.ShouldBe(["Third"]);
    }

    [Test]
    public void A_missing_target_is_an_error_that_names_it()
    {
        var build = Chain();

        build.Run("-t", "Nothing").ShouldBe(1);

        build.Log.Errors.ShouldBe(["Error: The target 'Nothing' was not found."]);
    }

    [Test]
    public void The_targets_are_arguments_of_the_build_too()
    {
        var build = Chain().With<SaysTarget>();

        build.Run("-t", "First", "-t", "SaysTarget");

        build.Journal.Entries.ShouldBe(["First", "First,SaysTarget"]);
    }

    private static TestBuild Chain() => new TestBuild().With<Third>().With<First>().With<Second>();

    private sealed class First(Journal journal) : JournalTask(journal);

    [IsDependentOn(typeof(First))]
    private sealed class Second(Journal journal) : JournalTask(journal);

    [IsDependentOn(typeof(Second))]
    private sealed class Third(Journal journal) : JournalTask(journal);

    [IsDependentOn(typeof(First))]
    private sealed class Default(Journal journal) : JournalTask(journal);

    private sealed class Lone(Journal journal) : JournalTask(journal);

    private sealed class Other(Journal journal) : JournalTask(journal);

    private sealed class SaysTarget(Journal journal) : JournalTask(journal)
    {
        public override void Run(ICakeContext context) =>
            Journal.Add(string.Join(",", context.Arguments.GetArguments("target")));
    }
}
