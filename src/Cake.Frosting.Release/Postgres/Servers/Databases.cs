namespace Cake.Frosting.Release.Postgres;

/// <summary>Looks which databases a server has.</summary>
internal static class Databases
{
    public static async Task<bool> ExistsAsync(
        PostgresServer server,
        string database,
        CancellationToken cancellationToken
    )
    {
        await using var maintenance = await Session
            .MaintainAsync(server, cancellationToken)
            .ConfigureAwait(false);
        return await ExistsAsync(maintenance, database, cancellationToken).ConfigureAwait(false);
    }

    public static Task<bool> ExistsAsync(
        Session maintenance,
        string database,
        CancellationToken cancellationToken
    ) =>
        maintenance.ScalarAsync<bool>(
            "SELECT EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = $1)",
            cancellationToken,
            database
        );

    /// <summary>Whether anybody may connect to it; <c>null</c> where there is no such database.</summary>
    public static async Task<bool?> AllowsConnectionsAsync(
        Session maintenance,
        string database,
        CancellationToken cancellationToken
    )
    {
        var found = await maintenance
            .QueryAsync(
                "SELECT datallowconn FROM pg_catalog.pg_database WHERE datname = $1",
                row => row.GetBoolean(0),
                cancellationToken,
                database
            )
            .ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    public static Task<string> SystemIdentifierAsync(Session session, CancellationToken cancellationToken) =>
        session.ScalarAsync<string>(
            "SELECT system_identifier::text FROM pg_control_system()",
            cancellationToken
        );
}
