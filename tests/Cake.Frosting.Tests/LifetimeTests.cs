using Cake.Core;
using Cake.Frosting.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Tests;

public sealed class LifetimeTests
{
    [Test]
    public void A_lifetime_surrounds_the_build_and_a_task_lifetime_each_task()
    {
        var build = Build();
        build.Host.UseLifetime<Life>().UseTaskLifetime<TaskLife>();

        build.Run("-t", "Second").ShouldBe(0);

        build.Journal.Entries.ShouldBe([
            "setup 2",
            "+First",
            "First",
            "-First",
            "+Second",
            "Second",
            "-Second",
            "teardown True",
        ]);
    }

    [Test]
    public void The_parts_of_lifetimes_can_be_given_one_by_one()
    {
        var build = Build();
        build
            .Host.UseSetup<Before>()
            .UseTeardown<After>()
            .UseTaskSetup<BeforeTask>()
            .UseTaskTeardown<AfterTask>();

        build.Run("-t", "First").ShouldBe(0);

        build.Journal.Entries.ShouldBe(["before", "<First", "First", ">First", "after"]);
    }

    [Test]
    public void Only_the_last_task_lifetime_counts()
    {
        var build = Build();
        build.Host.UseTaskLifetime<TaskLife>().UseTaskSetup<BeforeTask>();

        build.Run("-t", "First").ShouldBe(0);

        build.Journal.Entries.ShouldBe(["<First", "First", "-First"]);
    }

    [Test]
    public void One_object_serves_a_whole_lifetime()
    {
        var build = Build();
        build.Host.UseLifetime<Counting>();

        build.Run("-t", "First").ShouldBe(0);

        build.Journal.Entries.ShouldBe(["First", "1"]);
    }

    [Test]
    public void The_teardown_runs_after_a_failure_too()
    {
        var build = Build().With<Fails>();
        build.Host.UseLifetime<Life>();

        build.Run("-t", "Fails").ShouldBe(1);

        build.Journal.Entries.ShouldBe(["setup 1", "teardown False"]);
    }

    [Test]
    public void A_setup_that_fails_ends_the_build_after_the_teardown()
    {
        var build = Build();
        build.Host.UseSetup<Refuses>().UseTeardown<After>();

        build.Run("-t", "First").ShouldBe(6);

        build.Journal.Entries.ShouldBe(["after"]);
    }

    [Test]
    public void A_dry_run_really_executes_the_lifetime_and_asks_the_tasks_whether_they_should_run()
    {
        var build = Build().With<Asked>();
        build.Host.UseLifetime<Life>().UseTaskLifetime<TaskLife>();

        build.Run("-t", "Asked", "--dryrun").ShouldBe(0);

        build.Journal.Entries.ShouldBe(["setup 1", "asked", "teardown True"]);
    }

    [Test]
    public void The_tree_and_the_descriptions_execute_no_lifetime()
    {
        var build = Build();
        build.Host.UseLifetime<Life>();

        build.Run("--tree").ShouldBe(0);
        build.Run("--description").ShouldBe(0);

        build.Journal.Entries.ShouldBeEmpty();
    }

    [Test]
    public void A_lifetime_may_be_an_object_that_the_build_has_made()
    {
        var build = Build();
        build.Host.ConfigureServices(services =>
            services.AddSingleton<IFrostingSetup>(new Before(build.Journal))
        );

        build.Run("-t", "First").ShouldBe(0);

        build.Journal.Entries.ShouldBe(["before", "First"]);
    }

    private static TestBuild Build() => new TestBuild().With<First>().With<Second>();

    private sealed class First(Journal journal) : JournalTask(journal);

    [IsDependentOn(typeof(First))]
    private sealed class Second(Journal journal) : JournalTask(journal);

    private sealed class Fails : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new InvalidOperationException();
    }

    private sealed class Asked(Journal journal) : JournalTask(journal)
    {
        public override bool ShouldRun(ICakeContext context)
        {
            Journal.Add("asked");
            return true;
        }
    }

    private sealed class Life(Journal journal) : FrostingLifetime<FrostingContext>
    {
        public override void Setup(FrostingContext context, ISetupContext info) =>
            journal.Add($"setup {info.TasksToExecute.Count}");

        public override void Teardown(FrostingContext context, ITeardownContext info) =>
            journal.Add($"teardown {info.Successful}");
    }

    private sealed class Counting(Journal journal) : FrostingLifetime
    {
        private int _count;

        public override void Setup(ICakeContext context, ISetupContext info) => _count++;

        public override void Teardown(ICakeContext context, ITeardownContext info) =>
            journal.Add($"{_count}");
    }

    private sealed class TaskLife(Journal journal) : FrostingTaskLifetime
    {
        public override void Setup(ICakeContext context, ITaskSetupContext info) =>
            journal.Add($"+{info.Task.Name}");

        public override void Teardown(ICakeContext context, ITaskTeardownContext info) =>
            journal.Add($"-{info.Task.Name}");
    }

    private sealed class Before(Journal journal) : FrostingSetup
    {
        public override void Setup(ICakeContext context, ISetupContext info) => journal.Add("before");
    }

    private sealed class Refuses : FrostingSetup
    {
        public override void Setup(ICakeContext context, ISetupContext info) =>
            throw new CakeException(6, "no");
    }

    private sealed class After(Journal journal) : FrostingTeardown
    {
        public override void Teardown(ICakeContext context, ITeardownContext info) => journal.Add("after");
    }

    private sealed class BeforeTask(Journal journal) : FrostingTaskSetup
    {
        public override void Setup(ICakeContext context, ITaskSetupContext info) =>
            journal.Add($"<{info.Task.Name}");
    }

    private sealed class AfterTask(Journal journal) : FrostingTaskTeardown
    {
        public override void Teardown(ICakeContext context, ITaskTeardownContext info) =>
            journal.Add($">{info.Task.Name}");
    }
}
