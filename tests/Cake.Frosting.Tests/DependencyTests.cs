using Cake.Frosting.Tests.Fakes;

namespace Cake.Frosting.Tests;

public sealed class DependencyTests
{
    [Test]
    public void A_dependee_runs_before_the_task_that_it_names()
    {
        var build = new TestBuild().With<Late>().With<Early>();

        build.Run("-t", "Late").ShouldBe(0);

        build.Journal.Entries.ShouldBe(["Early", "Late"]);
    }

    [Test]
    public void A_dependency_that_is_no_task_is_an_error()
    {
        var build = new TestBuild().With<DependsOnDate>();

        build.Run("-t", "DependsOnDate").ShouldBe(1);

        build.Log.Errors.ShouldBe(["Error: The dependency 'DateTime' is not a valid task."]);
    }

    [Test]
    public void A_dependee_of_no_task_is_an_error()
    {
        var build = new TestBuild().With<DependeeOfDate>();

        build.Run("-t", "DependeeOfDate").ShouldBe(1);

        build.Log.Errors.ShouldBe(["Error: The reverse dependency 'DateTime' is not a valid task."]);
    }

    [Test]
    public void A_dependency_that_is_not_registered_is_an_error_that_names_it()
    {
        var build = new TestBuild().With<NeedsEarly>();

        build.Run("-t", "NeedsEarly").ShouldBe(1);

        build.Log.Errors.ShouldHaveSingleItem().ShouldContain("Early");
    }

    [Test]
    public void Tasks_that_depend_on_each_other_are_an_error() =>
        new TestBuild().With<Hen>().With<Egg>().Run("-t", "Hen").ShouldBe(1);

    [Test]
    public void A_task_is_found_by_the_name_that_it_is_given()
    {
        var build = new TestBuild().With<Named>().With<NeedsNamed>();

        build.Run("-t", "needs-it").ShouldBe(0);

        build.Journal.Entries.ShouldBe(["Named", "NeedsNamed"]);
    }

    [Test]
    public void A_name_is_not_inherited_but_dependencies_are()
    {
        var build = new TestBuild().With<Early>().With<Late>().With<Heir>();

        build.Run("-t", "Heir").ShouldBe(0);

        build.Journal.Entries.ShouldBe(["Early", "Late", "Heir"]);
    }

    [Test]
    public void Two_tasks_of_one_name_are_an_error()
    {
        var build = new TestBuild().With<Early>().With<Early>();

        build.Run("-t", "Early").ShouldBe(1);

        build.Log.Errors.ShouldHaveSingleItem().ShouldContain("Early");
    }

    [IsDependeeOf(typeof(Late))]
    private sealed class Early(Journal journal) : JournalTask(journal);

    private sealed class Late(Journal journal) : JournalTask(journal);

    [IsDependentOn(typeof(Early))]
    private sealed class NeedsEarly(Journal journal) : JournalTask(journal);

    [IsDependentOn(typeof(DateTime))]
    private sealed class DependsOnDate : FrostingTask;

    [IsDependeeOf(typeof(DateTime))]
    private sealed class DependeeOfDate : FrostingTask;

    [IsDependentOn(typeof(Egg))]
    private sealed class Hen : FrostingTask;

    [IsDependentOn(typeof(Hen))]
    private sealed class Egg : FrostingTask;

    [TaskName("it")]
    private sealed class Named(Journal journal) : JournalTask(journal);

    [TaskName("needs-it"), IsDependentOn(typeof(Named))]
    private sealed class NeedsNamed(Journal journal) : JournalTask(journal);

    [TaskName("parent"), IsDependentOn(typeof(Late))]
    private abstract class Parent(Journal journal) : JournalTask(journal);

    private sealed class Heir(Journal journal) : Parent(journal);
}
