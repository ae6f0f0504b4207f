using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Postgres;

/// <summary>What the tool's role may do with a database, and how large that is.</summary>
/// <param name="Bytes">The size of the database in bytes.</param>
/// <param name="IsSuperuser">Whether the role is a superuser.</param>
/// <param name="Owns">Whether it owns the database, or is a member of the role that does.</param>
/// <param name="CreatesDatabases">Whether it may create databases.</param>
/// <param name="SignalsBackends">Whether it may end the sessions of other roles.</param>
/// <param name="PreparedTransactions">How many prepared transactions the database holds.</param>
internal sealed record DatabaseAccess(
    long Bytes,
    bool IsSuperuser,
    bool Owns,
    bool CreatesDatabases,
    bool SignalsBackends,
    long PreparedTransactions
)
{
    public const string Query = """
        SELECT pg_database_size(d.oid), r.rolsuper, pg_has_role(d.datdba, 'USAGE'), r.rolcreatedb,
        pg_has_role('pg_signal_backend', 'USAGE'),
        (SELECT count(*) FROM pg_prepared_xacts WHERE database = d.datname)
        FROM pg_database d, pg_roles r WHERE d.datname = current_database() AND r.rolname = current_user
        """;

    public static async Task<DatabaseAccess> AskAsync(
        DatabaseTarget target,
        CancellationToken cancellationToken
    )
    {
        await using var session = await Session
            .OpenAsync(target.Server, target.Name, cancellationToken)
            .ConfigureAwait(false);
        var rows = await session
            .QueryAsync(
                Query,
                row => new DatabaseAccess(
                    row.GetInt64(0),
                    row.GetBoolean(1),
                    row.GetBoolean(2),
                    row.GetBoolean(3),
                    row.GetBoolean(4),
                    row.GetInt64(5)
                ),
                cancellationToken
            )
            .ConfigureAwait(false);
        return rows[0];
    }

    /// <summary>Refuses what a release could not do later, after the service was stopped.</summary>
    /// <exception cref="ReleaseRefusedException">A right is missing, or a prepared transaction is open.</exception>
    public void Check(DatabaseTarget target)
    {
        var missing = new List<string>();
        if (!IsSuperuser && !Owns)
        {
            missing.Add($"own the database (ALTER DATABASE {SqlText.Identifier(target.Name)} OWNER TO …)");
        }

        if (!IsSuperuser && !CreatesDatabases)
        {
            missing.Add($"create databases (ALTER ROLE {SqlText.Identifier(target.Server.User)} CREATEDB)");
        }

        if (!IsSuperuser && !SignalsBackends)
        {
            missing.Add(
                $"end sessions (GRANT pg_signal_backend TO {SqlText.Identifier(target.Server.User)})"
            );
        }

        if (missing.Count > 0)
        {
            throw new ReleaseRefusedException(
                $"The role {target.Server.User} must be allowed to: {string.Join("; ", missing)}.",
                $"Have a superuser of {target.Server} grant it."
            );
        }

        if (PreparedTransactions > 0)
        {
            throw new ReleaseRefusedException(
                $"{target.Name} holds {PreparedTransactions} prepared transactions: they can commit at any time, and no fence keeps them out.",
                "Commit or roll them back (SELECT gid FROM pg_prepared_xacts), then release again."
            );
        }
    }
}
