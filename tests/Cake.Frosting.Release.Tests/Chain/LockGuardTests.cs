using Cake.Frosting.Release.Chain;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Locking;
using Cake.Frosting.Release.State;

namespace Cake.Frosting.Release.Tests.Chain;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class LockGuardTests : IDisposable
{
    private readonly Lockless held = new();

    public void Dispose() => held.Dispose();

    [Test]
    public async Task What_runs_is_ended_when_the_lock_is_lost()
    {
        var running = LockGuard.RunAsync(
            held,
            token => Task.Delay(Timeout.Infinite, token),
            CancellationToken.None
        );

        held.Lose();

        (await Should.ThrowAsync<ReleaseRefusedException>(() => running)).Problem.ShouldBe(
            "The cable was cut."
        );
    }

    [Test]
    public async Task What_does_not_end_is_not_waited_for_longer_than_the_lock_is_kept()
    {
        var never = new TaskCompletionSource();
        var running = LockGuard.RunAsync(held, _ => never.Task, CancellationToken.None);

        held.Lose();

        await Should.ThrowAsync<ReleaseRefusedException>(() => running);
    }

    [Test]
    public async Task Whatever_fails_after_the_lock_was_lost_is_told_as_that()
    {
        held.Lose();

        await Should.ThrowAsync<ReleaseRefusedException>(() =>
            LockGuard.RunAsync(held, _ => throw new IOException("pipe"), CancellationToken.None)
        );
    }

    [Test]
    public async Task A_failure_while_the_lock_is_held_is_what_it_is() =>
        await Should.ThrowAsync<IOException>(() =>
            LockGuard.RunAsync(held, _ => throw new IOException("disk"), CancellationToken.None)
        );

    [Test]
    public async Task What_was_cancelled_from_outside_is_no_lost_lock()
    {
        using var stop = new CancellationTokenSource();
        var running = LockGuard.RunAsync(held, token => Task.Delay(Timeout.Infinite, token), stop.Token);

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => running);
    }

    private sealed class Lockless : IHeldLock
    {
        private readonly CancellationTokenSource lost = new();

        public CancellationToken Lost => lost.Token;

        public TimeSpan Grace => TimeSpan.FromSeconds(1);

        public string WhyLost => "The cable was cut.";

        public void Lose() => lost.Cancel();

        public void Describe(LockHolder holder) { }

        public IJournal OpenJournal(string releaseId) => throw new NotSupportedException();

        public IJournal OpenRestoreJournal(string restoreId) => throw new NotSupportedException();

        public void Dispose() => lost.Dispose();
    }
}
