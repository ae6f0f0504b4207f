using Cake.Core;
using Cake.Frosting.Tests.Fakes;

namespace Cake.Frosting.Tests;

public sealed class ContextTests
{
    [Test]
    public void A_context_of_the_builds_own_is_handed_to_every_task()
    {
        var build = new TestBuild().With<Counts>().With<Tells>();
        build.Host.UseContext<OwnContext>();

        build.Run("-t", "Tells").ShouldBe(0);

        build.Journal.Entries.ShouldBe(["1"]);
    }

    [Test]
    public void Without_a_context_of_its_own_the_build_gets_a_FrostingContext()
    {
        var build = new TestBuild().With<TellsType>();

        build.Run("-t", "TellsType").ShouldBe(0);

        build.Journal.Entries.ShouldBe(["FrostingContext"]);
    }

    [Test]
    public void The_last_context_wins()
    {
        var build = new TestBuild().With<TellsType>();
        build.Host.UseContext<OtherContext>().UseContext<OwnContext>();

        build.Run("-t", "TellsType").ShouldBe(0);

        build.Journal.Entries.ShouldBe(["OwnContext"]);
    }

    [Test]
    public void A_task_for_another_context_is_left_out_with_a_warning()
    {
        var build = new TestBuild().With<Counts>().With<TellsType>();
        build.Host.UseContext<OtherContext>();

        build.Run("-t", "TellsType").ShouldBe(0);
        build.Run("-t", "Counts").ShouldBe(1);

        build.Journal.Entries.ShouldBe(["OtherContext"]);
        build.Log.Warnings.First().ShouldContain(typeof(OwnContext).FullName!);
        build.Log.Errors.ShouldContain("Error: The target 'Counts' was not found.");
    }

    [Test]
    public void The_context_is_not_read_from_a_farther_base_class()
    {
        var build = new TestBuild().With<Grandchild>();
        build.Host.UseContext<OtherContext>();

        build.Run("-t", "Grandchild").ShouldBe(1);

        build.Log.Warnings.ShouldBeEmpty();
        build.Log.Errors.ShouldHaveSingleItem().ShouldContain("'Grandchild' has no method Run");
    }

    [Test]
    public void A_task_may_ask_for_what_the_context_derives_from()
    {
        var build = new TestBuild().With<TellsBase>();
        build.Host.UseContext<OwnContext>();

        build.Run("-t", "TellsBase").ShouldBe(0);

        build.Journal.Entries.ShouldBe(["OwnContext"]);
    }

    private sealed class OwnContext(ICakeContext context) : FrostingContext(context)
    {
        public int Count { get; set; }
    }

    private sealed class OtherContext(ICakeContext context) : FrostingContext(context);

    private class Counts : FrostingTask<OwnContext>
    {
        public override void Run(OwnContext context) => context.Count++;
    }

    private sealed class Grandchild : Counts;

    [IsDependentOn(typeof(Counts))]
    private sealed class Tells(Journal journal) : AsyncFrostingTask<OwnContext>
    {
        public override Task RunAsync(OwnContext context)
        {
            journal.Add($"{context.Count}");
            return Task.CompletedTask;
        }
    }

    private sealed class TellsType(Journal journal) : FrostingTask
    {
        public override void Run(ICakeContext context) => journal.Add(context.GetType().Name);
    }

    private sealed class TellsBase(Journal journal) : FrostingTask<FrostingContext>
    {
        public override void Run(FrostingContext context) => journal.Add(context.GetType().Name);
    }
}
