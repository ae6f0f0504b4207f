using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Postgres;

/// <summary>The databases that releases left beside a live one: set aside by a restore, scratch databases, clones.</summary>
/// <param name="target">The live database.</param>
public sealed class KeptDatabases(DatabaseTarget target)
{
    private const string Query = """
        SELECT datname, CASE WHEN has_database_privilege(datname, 'CONNECT') THEN pg_database_size(datname) END
        FROM pg_catalog.pg_database WHERE starts_with(datname, $1) ORDER BY datname
        """;

    /// <summary>Lists them, those of the oldest release first.</summary>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<IReadOnlyList<KeptDatabase>> ListAsync(CancellationToken cancellationToken = default)
    {
        await using var maintenance = await Session
            .MaintainAsync(target.Server, cancellationToken)
            .ConfigureAwait(false);
        var kept = new List<KeptDatabase>();
        foreach (var prefix in DatabaseNames.Prefixes(target.Name))
        {
            kept.AddRange(
                await maintenance
                    .QueryAsync(
                        Query,
                        row => new KeptDatabase(
                            row.GetString(0),
                            DatabaseNames.ReleaseTime(row.GetString(0), prefix),
                            row.IsDBNull(1) ? null : row.GetInt64(1)
                        ),
                        cancellationToken,
                        prefix
                    )
                    .ConfigureAwait(false)
            );
        }

        return [.. kept.DistinctBy(database => database.Name).OrderBy(database => database.ReleaseTime)];
    }

    /// <summary>Drops one of them; dropped already is fine.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ReleaseRefusedException">The name is not one that a release gives.</exception>
    public async Task DropAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (
            !DatabaseNames
                .Prefixes(target.Name)
                .Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal))
        )
        {
            throw new ReleaseRefusedException(
                $"{name} is not a database that a release left beside {target.Name}; it is not dropped.",
                "Drop it by hand if you mean it."
            );
        }

        await using var maintenance = await Session
            .MaintainAsync(target.Server, cancellationToken)
            .ConfigureAwait(false);
        await maintenance.ExecuteAsync(BackupPlan.Drop(name), cancellationToken).ConfigureAwait(false);
    }
}
