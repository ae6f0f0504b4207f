using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Locking;
using Cake.Frosting.Release.State;

namespace Cake.Frosting.Release.Chain;

/// <summary>Takes the lock of a target, and waits for it where that was asked for.</summary>
/// <param name="tool">What the tool has at hand.</param>
internal sealed class LockTaking(Tool tool)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Ending = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Tell = TimeSpan.FromMinutes(1);

    /// <summary>Takes the lock.</summary>
    /// <param name="state">The state of the target.</param>
    /// <param name="holder">Who takes it.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="ReleaseRefusedException">Somebody else holds it, and did so for as long as was to be waited.</exception>
    public async Task<IHeldLock> TakeAsync(
        ITargetState state,
        LockHolder holder,
        CancellationToken cancellationToken
    )
    {
        var patience = Patience();
        var start = tool.Time.GetTimestamp();
        var told = (Text: "", At: TimeSpan.Zero);
        while (true)
        {
            if (state.TryTake(holder) is { } held)
            {
                return held;
            }

            var waited = tool.Time.GetElapsedTime(start);
            var found = state.FindHolder();
            var other = found?.ToString() ?? "another release";
            // Who comes back after a lost connection finds the lock of the run that lost it.
            var limit = found is { IsEnding: true } && patience < Ending ? Ending : patience;
            if (waited >= limit)
            {
                throw Refused(other, patience);
            }

            var text = found is { IsEnding: true }
                ? $"{other} has lost the lock, which is kept until what ran there has surely ended."
                : $"Locked by {other}.";
            if (text != told.Text || waited - told.At >= Tell)
            {
                told = (text, waited);
                tool.Output.WriteLine($"{text} Waiting, {Duration.Format(Whole(limit - waited))} at most.");
            }

            await Task.Delay(Look, tool.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private TimeSpan Patience() =>
        tool.Arguments.WaitForLock is not { } text ? TimeSpan.Zero
        : Duration.TryParse(text) is { } wait ? wait
        : throw new ReleaseRefusedException(
            $"--wait-for-lock={text} is no duration.",
            "Write it as 30s, 10m or 1h30m; without a value it is 10m."
        );

    private static ReleaseRefusedException Refused(string other, TimeSpan patience) =>
        patience == TimeSpan.Zero
            ? new ReleaseRefusedException(
                $"This target is locked by {other}.",
                "Wait until it has ended, or let --wait-for-lock=10m wait. The lock goes by itself when its holder ends, however it ends."
            )
            : new ReleaseRefusedException(
                $"After {Duration.Format(patience)} this target is still locked by {other}.",
                "Wait longer with --wait-for-lock=1h, or find out there why it takes so long."
            );

    private static TimeSpan Whole(TimeSpan span) => TimeSpan.FromSeconds(Math.Ceiling(span.TotalSeconds));
}
