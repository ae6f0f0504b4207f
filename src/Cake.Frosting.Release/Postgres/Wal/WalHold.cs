using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// Keeps the server from removing its write-ahead log, by a temporary replication slot. The slot belongs to a
/// connection and goes with it: a run that is killed leaves none behind that would fill the server's disk.
/// </summary>
internal sealed class WalHold : IAsyncDisposable
{
    private Session? session;

    public static string Create(string slot) =>
        $"SELECT pg_create_physical_replication_slot({SqlText.Literal(slot)}, true, true)";

    /// <summary>Takes hold; once is enough.</summary>
    /// <returns>Why the log could not be held; <c>null</c> where it is.</returns>
    public async Task<string?> TakeAsync(
        PostgresServer server,
        string slot,
        CancellationToken cancellationToken
    )
    {
        if (session is not null)
        {
            return null;
        }

        var opened = await Session.MaintainAsync(server, cancellationToken).ConfigureAwait(false);
        try
        {
            // A machine that vanishes is missed within two minutes, not hours.
            await opened
                .ExecuteAsync(
                    "SET tcp_keepalives_idle = 30; SET tcp_keepalives_interval = 15; SET tcp_keepalives_count = 6; SET idle_session_timeout = 0",
                    cancellationToken
                )
                .ConfigureAwait(false);
            await opened.ExecuteAsync(Create(slot), cancellationToken).ConfigureAwait(false);
            session = opened;
            return null;
        }
        catch (ReleaseException exception)
        {
            await opened.DisposeAsync().ConfigureAwait(false);
            return PostgresErrors.Behind(exception)?.MessageText ?? exception.Problem;
        }
    }

    /// <summary>Lets go; the server drops the slot.</summary>
    public async ValueTask DisposeAsync()
    {
        if (session is { } held)
        {
            session = null;
            await held.DisposeAsync().ConfigureAwait(false);
        }
    }
}
