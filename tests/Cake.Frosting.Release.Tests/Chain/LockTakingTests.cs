using Cake.Frosting.Release.Chain;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Locking;
using Cake.Frosting.Release.State;
using Cake.Frosting.Release.Tests.Files;
using Cake.Frosting.Release.Tests.Locking;
using NSubstitute;

namespace Cake.Frosting.Release.Tests.Chain;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class LockTakingTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly StringWriter output = new();

    private LocalState State => new(directory.Path);

    public void Dispose()
    {
        directory.Dispose();
        output.Dispose();
    }

    [Test]
    public async Task Who_comes_second_is_refused_with_the_name_of_the_holder_and_the_way_out()
    {
        using var held = State.TryTake(Helper.Holder("anna@build-3") with { Version = "1.4.0" });

        var refusal = await Should.ThrowAsync<ReleaseRefusedException>(() => TakeAsync());

        refusal.Problem.ShouldBe(
            $"This target is locked by anna@build-3 (process {Environment.ProcessId}) with Release of shop 1.4.0 "
                + "since 2026-11-21 10:42:27 UTC."
        );
        refusal.WayOut.ShouldContain("--wait-for-lock=10m");
    }

    [Test]
    public async Task Who_waits_is_told_for_whom_and_gets_the_lock_when_it_is_given_back()
    {
        var held = State.TryTake(Helper.Holder("anna@build-3")).ShouldNotBeNull();

        var waiting = TakeAsync("--wait-for-lock=5m");
        await Eventually.ShouldHoldAsync(
            () => output.ToString().Contains("Locked by anna@build-3", StringComparison.Ordinal),
            "the waiting one says for whom"
        );
        output.ToString().ShouldContain("Waiting, 5m at most.");
        waiting.IsCompleted.ShouldBeFalse();
        held.Dispose();

        using var mine = await waiting;
        State.FindHolder()!.User.ShouldBe("ben");
        output.ToString().Split("Locked by").Length.ShouldBe(2, "it says so once");
    }

    [Test]
    public async Task The_end_of_a_run_that_has_lost_its_connection_is_waited_for_without_being_asked()
    {
        using var held = await TakeAsync(new Ending(), CancellationToken.None);

        output.ToString().ShouldContain("Release of shop since");
        output
            .ToString()
            .ShouldContain("has lost the lock, which is kept until what ran there has surely ended");
    }

    [Test]
    public async Task Who_has_waited_in_vain_is_refused()
    {
        using var held = State.TryTake(Helper.Holder("anna@build-3"));

        var refusal = await Should.ThrowAsync<ReleaseRefusedException>(() =>
            TakeAsync("--wait-for-lock=100ms")
        );

        refusal.Problem.ShouldStartWith("After 100ms this target is still locked by anna@build-3");
    }

    [Test]
    public async Task Waiting_can_be_interrupted()
    {
        using var held = State.TryTake(Helper.Holder("anna@build-3"));
        using var stop = new CancellationTokenSource();

        var waiting = TakeAsync(stop.Token, "--wait-for-lock");
        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        State.FindHolder()!.User.ShouldBe("anna@build-3");
    }

    [TestCase("--wait-for-lock=soon")]
    [TestCase("--wait-for-lock=10")]
    [TestCase("--wait-for-lock=")]
    public async Task A_wait_that_is_no_duration_is_refused_also_where_nobody_has_the_lock(string argument)
    {
        var refusal = await Should.ThrowAsync<ReleaseRefusedException>(() => TakeAsync(argument));

        refusal.Problem.ShouldBe($"{argument} is no duration.");
        refusal.WayOut.ShouldContain("10m");
    }

    [Test]
    public void Without_a_value_ten_minutes_are_meant() =>
        ReleaseArguments.Parse(["--wait-for-lock"]).WaitForLock.ShouldBe("10m");

    private Task<IHeldLock> TakeAsync(params string[] arguments) =>
        TakeAsync(CancellationToken.None, arguments);

    private Task<IHeldLock> TakeAsync(CancellationToken cancellationToken, params string[] arguments) =>
        TakeAsync(State, cancellationToken, arguments);

    private Task<IHeldLock> TakeAsync(
        ITargetState state,
        CancellationToken cancellationToken,
        params string[] arguments
    ) =>
        new LockTaking(
            new Tool(ReleaseArguments.Parse(arguments), []) { Output = TextWriter.Synchronized(output) }
        ).TakeAsync(state, Helper.Holder("ben"), cancellationToken);

    /// <summary>Held by a run that is gone, for the first two attempts.</summary>
    private sealed class Ending : ITargetState
    {
        private int attempts;

        public string Name => "a host";

        public IHeldLock? TryTake(LockHolder holder) => ++attempts > 2 ? Substitute.For<IHeldLock>() : null;

        public LockHolder? FindHolder() => Helper.Holder("anna") with { IsEnding = true };

        public IEnumerable<ReleaseRecord> ReadAll() => [];

        public IEnumerable<ReleaseRecord> ReadRestores() => [];

        public ReleaseRecord? Read(string releaseId) => null;

        public Freeze? FindFreeze() => null;

        public void SetFreeze(Freeze freeze) { }

        public void LiftFreeze() { }

        public void Dispose() { }
    }
}
