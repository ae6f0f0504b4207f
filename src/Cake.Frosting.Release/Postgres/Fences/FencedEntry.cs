using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// Lets a migration in through the fence. A client that slips in while it is open may write what the restore point
/// lacks: then the client is ended, a new restore point is taken, and it is tried again.
/// </summary>
internal sealed class FencedEntry(FencePlan plan)
{
    private const int Tries = 5;
    private readonly Fence fence = new(plan.Target);
    private readonly RestorePointClone clone = new(plan);

    public async Task<IReadOnlyList<Session>> EnterAsync(
        StepContext context,
        int count,
        bool hasBegun,
        CancellationToken cancellationToken
    )
    {
        if (!hasBegun && plan.IsInterrupted(context))
        {
            await clone.TakeAsync(context, cancellationToken).ConfigureAwait(false);
        }

        for (var attempt = 1; ; attempt++)
        {
            var entry = await fence.EnterAsync(context.Time, count, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<string> changes;
            try
            {
                changes =
                    entry.Quiet || hasBegun
                        ? []
                        : await ChangesAsync(context, entry.Sessions, cancellationToken)
                            .ConfigureAwait(false);
            }
            catch
            {
                await LeaveAsync(entry).ConfigureAwait(false);
                throw;
            }

            if (changes.Count == 0)
            {
                return entry.Sessions;
            }

            await LeaveAsync(entry).ConfigureAwait(false);
            if (attempt == Tries)
            {
                throw new ReleaseRefusedException(
                    $"Somebody writes to {plan.Target.Name} whenever the fence is opened for the migration, {Tries} times: {string.Join("; ", changes.Take(5))}. No migration has begun.",
                    "Stop the clients that still connect to it, and release again."
                );
            }

            context.Progress(
                $"a client slipped in and wrote ({string.Join("; ", changes.Take(3))}): it is ended, and the restore point is taken again"
            );
            await clone.TakeAsync(context, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What was written since the restore point was taken; by the log, or else by the contents of both.</summary>
    private async Task<IReadOnlyList<string>> ChangesAsync(
        StepContext context,
        IReadOnlyList<Session> live,
        CancellationToken cancellationToken
    )
    {
        if (plan.PointOf(context) is not { } point)
        {
            return [];
        }

        if (WalMark.Find(context.Facts, plan.RestorePointStep) is { } mark)
        {
            var (verdict, _) = await new WalJudge(plan.Target)
                .JudgeAsync(live[0], mark, WalProgress.From(mark), context.Time, cancellationToken)
                .ConfigureAwait(false);
            if (verdict.Finding == WalFinding.Written)
            {
                return verdict.Changes;
            }

            if (verdict.Finding == WalFinding.Nothing)
            {
                return await MovedAsync(live[0], point, cancellationToken).ConfigureAwait(false);
            }
        }

        await using var session = await Session
            .OpenAsync(plan.Target.Server, point, cancellationToken)
            .ConfigureAwait(false);
        return FingerprintDifferences.Find(
            await ReadAsync(live, cancellationToken).ConfigureAwait(false),
            await ReadAsync([session], cancellationToken).ConfigureAwait(false)
        );
    }

    /// <summary>A sequence is logged only every 32 values.</summary>
    private async Task<IReadOnlyList<string>> MovedAsync(
        Session live,
        string point,
        CancellationToken cancellationToken
    )
    {
        await using var session = await Session
            .OpenAsync(plan.Target.Server, point, cancellationToken)
            .ConfigureAwait(false);
        return
        [
            .. ChangesSinceBackup.Sequences(
                await FingerprintReader
                    .ReadSequencesAsync(session, null, cancellationToken)
                    .ConfigureAwait(false),
                await FingerprintReader
                    .ReadSequencesAsync(live, null, cancellationToken)
                    .ConfigureAwait(false)
            ),
        ];
    }

    private static async Task LeaveAsync(FenceEntry entry)
    {
        foreach (var session in entry.Sessions)
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<Fingerprint> ReadAsync(
        IReadOnlyList<Session> sessions,
        CancellationToken cancellationToken
    ) =>
        await new FingerprintReader(sessions)
            .ReadAsync(
                [],
                await FingerprintReader
                    .ReadSequencesAsync(sessions[0], null, cancellationToken)
                    .ConfigureAwait(false),
                null,
                cancellationToken
            )
            .ConfigureAwait(false);
}
