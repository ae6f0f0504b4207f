using Cake.Core;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.State;

namespace Cake.Frosting.Release.Chain;

/// <summary>Does what only the holder of the lock may do, and ends it when the lock is lost.</summary>
internal static class LockGuard
{
    /// <summary>Does it.</summary>
    /// <param name="held">The lock.</param>
    /// <param name="action">What to do; its token is cancelled by a lost lock as well.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ReleaseRefusedException">The lock was lost meanwhile, whatever became of the action.</exception>
    public static async Task RunAsync(
        IHeldLock held,
        Func<CancellationToken, Task> action,
        CancellationToken cancellationToken
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, held.Lost);
        using var limit = new CancellationTokenSource();
        using var registration = held.Lost.Register(() => limit.CancelAfter(held.Grace));
        try
        {
            await action(stop.Token).WaitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (held.Lost.IsCancellationRequested && exception is not CakeException)
        {
            throw new ReleaseRefusedException(
                held.WhyLost,
                "Once the host can be reached, --target=Status shows where the release stands.",
                exception
            );
        }
    }
}
