namespace Cake.Frosting.Release.Tests.Reports;

/// <summary>A clock that stands until it is told to move; its timers fire on the way.</summary>
internal sealed class FakeTime : TimeProvider
{
    private readonly List<FakeTimer> timers = [];
    private TimeSpan now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => now.Ticks;

    public override DateTimeOffset GetUtcNow() => Script.Begin + now;

    public override ITimer CreateTimer(
        TimerCallback callback,
        object? state,
        TimeSpan dueTime,
        TimeSpan period
    )
    {
        var timer = new FakeTimer(() => callback(state), now + dueTime, period);
        timers.Add(timer);
        return timer;
    }

    public void Advance(double seconds)
    {
        var until = now + TimeSpan.FromSeconds(seconds);
        while (timers.Where(timer => timer.IsOn && timer.Due <= until).MinBy(timer => timer.Due) is { } next)
        {
            now = next.Due;
            next.Fire();
        }

        now = until;
    }

    private sealed class FakeTimer(Action action, TimeSpan due, TimeSpan period) : ITimer
    {
        public TimeSpan Due { get; private set; } = due;

        public bool IsOn { get; private set; } = true;

        public void Fire()
        {
            Due += period;
            action();
        }

        public bool Change(TimeSpan dueTime, TimeSpan newPeriod) => throw new NotSupportedException();

        public void Dispose() => IsOn = false;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
