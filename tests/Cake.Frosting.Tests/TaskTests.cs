using Cake.Core;
using Cake.Frosting.Tests.Fakes;

namespace Cake.Frosting.Tests;

public sealed class TaskTests
{
    [Test]
    public void An_asynchronous_task_is_waited_for()
    {
        var build = new TestBuild().With<Waits>().With<AfterWaits>();

        build.Run("-t", "AfterWaits").ShouldBe(0);

        build.Journal.Entries.ShouldBe(["waited", "AfterWaits"]);
    }

    [Test]
    public void A_skipped_task_does_not_skip_its_dependents_and_gives_its_reason()
    {
        var build = new TestBuild().With<Skipped>().With<AfterSkipped>();

        build.Run("-t", "AfterSkipped").ShouldBe(0);

        build.Journal.Entries.ShouldBe(["AfterSkipped"]);
        build.Output.ShouldContain("not today");
    }

    [Test]
    public void A_target_that_is_skipped_is_an_error_with_its_reason()
    {
        var build = new TestBuild().With<Skipped>();

        build.Run("-t", "Skipped").ShouldBe(1);

        build.Log.Errors.ShouldHaveSingleItem().ShouldContain("not today");
    }

    [Test]
    public void ContinueOnError_lets_the_dependents_run()
    {
        var build = new TestBuild().With<MayFail>().With<AfterMayFail>();

        build.Run("-t", "AfterMayFail").ShouldBe(0);

        build.Journal.Entries.ShouldBe(["AfterMayFail"]);
    }

    [Test]
    public void A_failure_stops_the_dependents()
    {
        var build = new TestBuild().With<Fails>().With<AfterFails>();

        build.Run("-t", "AfterFails").ShouldBe(1);

        build.Journal.Entries.ShouldBe(["Finally"]);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void An_overridden_OnError_swallows_the_failure_of_a_task(bool asynchronous)
    {
        var build = new TestBuild().With<Handles>().With<HandlesLater>();

        build.Run("-t", asynchronous ? "HandlesLater" : "Handles").ShouldBe(0);

        build.Journal.Entries.ShouldBe(["OnError: oops", "Finally"]);
    }

    [Test]
    public void An_overridden_OnError_that_throws_lets_the_build_fail() =>
        new TestBuild().With<Rethrows>().Run("-t", "Rethrows").ShouldBe(9);

    [Test]
    public void A_task_without_a_body_is_reported_as_delegated_and_runs_its_dependencies()
    {
        var build = new TestBuild().With<MayFail>().With<Bodiless>();

        build.Run("-t", "Bodiless").ShouldBe(0);

        build.Output.ShouldContain("Bodiless");
    }

    [Test]
    public void The_skipped_message_of_a_task_is_empty_unless_it_has_one() =>
        ((IFrostingTask)new Bodiless()).SkippedMessage.ShouldBeEmpty();

    [Test]
    public void A_task_must_derive_from_one_of_the_base_classes()
    {
        var build = new TestBuild().With<Bare>();

        build.Run("-t", "Bare").ShouldBe(1);

        build.Log.Errors.ShouldBe([
            "Error: The task 'Bare' must derive from FrostingTask or AsyncFrostingTask.",
        ]);
    }

    private sealed class Waits(Journal journal) : AsyncFrostingTask
    {
        public override async Task RunAsync(ICakeContext context)
        {
            await Task.Delay(10);
            journal.Add("waited");
        }
    }

    [IsDependentOn(typeof(Waits))]
    private sealed class AfterWaits(Journal journal) : JournalTask(journal);

    private sealed class Skipped(Journal journal) : JournalTask(journal), IFrostingTask
    {
        public string SkippedMessage => "not today";

        public override bool ShouldRun(ICakeContext context) => false;
    }

    [IsDependentOn(typeof(Skipped))]
    private sealed class AfterSkipped(Journal journal) : JournalTask(journal);

    [ContinueOnError]
    private sealed class MayFail : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new InvalidOperationException();
    }

    [IsDependentOn(typeof(MayFail))]
    private sealed class AfterMayFail(Journal journal) : JournalTask(journal);

    private sealed class Fails(Journal journal) : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new InvalidOperationException();

        public override void Finally(ICakeContext context) => journal.Add("Finally");
    }

    [IsDependentOn(typeof(Fails))]
    private sealed class AfterFails(Journal journal) : JournalTask(journal);

    private sealed class Handles(Journal journal) : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new InvalidOperationException("oops");

        public override void OnError(Exception exception, ICakeContext context) =>
            journal.Add($"OnError: {exception.Message}");

        public override void Finally(ICakeContext context) => journal.Add("Finally");
    }

    private sealed class HandlesLater(Journal journal) : AsyncFrostingTask
    {
        public override Task RunAsync(ICakeContext context) => throw new InvalidOperationException("oops");

        public override void OnError(Exception exception, ICakeContext context) =>
            journal.Add($"OnError: {exception.Message}");

        public override void Finally(ICakeContext context) => journal.Add("Finally");
    }

    private sealed class Rethrows : FrostingTask
    {
        public override void Run(ICakeContext context) => throw new InvalidOperationException("oops");

        public override void OnError(Exception exception, ICakeContext context) =>
            throw new CakeException(9, "nine", exception);
    }

    [IsDependentOn(typeof(MayFail))]
    private sealed class Bodiless : FrostingTask;

    private sealed class Bare : IFrostingTask
    {
        public Task RunAsync(ICakeContext context) => Task.CompletedTask;

        public bool ShouldRun(ICakeContext context) => true;

        public void OnError(Exception exception, ICakeContext context) { }

        public void Finally(ICakeContext context) { }
    }
}
