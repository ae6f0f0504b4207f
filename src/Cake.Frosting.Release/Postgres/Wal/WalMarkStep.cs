using System.Globalization;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>The step that marks, before the backup's snapshot, from where the write-ahead log will be read.</summary>
internal static class WalMarkStep
{
    private const string Lsn = "SELECT pg_current_wal_insert_lsn()";

    public static string IdOf(DatabaseTarget target) => $"backup/mark:{target.Label}";

    public static Step For(DatabaseTarget target, ReleaseIdentity release, WalHold hold)
    {
        var id = IdOf(target);
        var slot = SlotName(target, release);
        return new Step
        {
            Id = id,
            Stage = Stage.Backup,
            Title = $"Mark in the write-ahead log where the backup of {target.Name} begins",
            Instructions =
            [
                Instruction.Sql(target.Maintenance, WalHold.Create(slot)),
                Instruction.Sql(target.Maintenance, Lsn),
            ],
            After = [],
            Act = async (context, cancellationToken) =>
            {
                context.Issue(Instruction.Sql(target.Maintenance, WalHold.Create(slot)));
                if (
                    await hold.TakeAsync(target.Server, slot, cancellationToken).ConfigureAwait(false) is
                    { } why
                )
                {
                    context.Progress(
                        $"the server may recycle its log before the stop ({why}); then the contents are compared"
                    );
                }

                context.Issue(Instruction.Sql(target.Maintenance, Lsn));
                await using var maintenance = await Session
                    .MaintainAsync(target.Server, cancellationToken)
                    .ConfigureAwait(false);
                try
                {
                    var mark = await WalMark
                        .TakeAsync(maintenance, target.Name, cancellationToken)
                        .ConfigureAwait(false);
                    mark.Record(context.Facts, id);
                }
                catch (CommandFailedException exception)
                {
                    // An old server, or a standby: the contents will be compared under the fence.
                    context.Progress($"the write-ahead log cannot be marked: {exception.StandardError}");
                }
            },
            // A later mark would miss what was written since the snapshot: an early one stays for good.
            Probe = (context, _) =>
                Task.FromResult(
                    WalMark.Find(context.Facts, id) is { } mark
                        ? Probe.Done($"marked at {mark.Lsn}")
                        : Probe.NotDone()
                ),
            Undo = new Undo
            {
                Title = $"Let the server recycle its log again",
                Instructions = [Instruction.Manual($"End the connection that holds the slot {slot}")],
                Act = async (context, _) =>
                {
                    context.Issue(Instruction.Manual($"End the connection that holds the slot {slot}"));
                    await hold.DisposeAsync().ConfigureAwait(false);
                },
            },
        };
    }

    /// <summary>Slots are of the whole cluster, and their names of small letters, digits and underscores.</summary>
    private static string SlotName(DatabaseTarget target, ReleaseIdentity release)
    {
        var name = string.Concat(
            target.Label.Select(c =>
                char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)
                    ? c.ToString()
                    : ((int)c).ToString("x", CultureInfo.InvariantCulture)
            )
        );
        var room = SqlText.LongestName - "release__".Length - release.DatabaseSuffix.Length;
        return $"release_{name[..Math.Min(name.Length, room)]}_{release.DatabaseSuffix}";
    }
}
