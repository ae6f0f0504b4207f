namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// What a migrating program says it has applied, from the table that it keeps itself: django_migrations,
/// flyway_schema_history, __EFMigrationsHistory and others; the first that is found, or the one that is configured.
/// </summary>
internal sealed class ToolHistory(string? configured)
{
    private const string Find = """
        SELECT c.oid::bigint, n.nspname, c.relname,
            (SELECT array_agg(a.attname::text) FROM pg_catalog.pg_attribute a
                WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
            AND (c.relname = $1 OR n.nspname || '.' || c.relname = $1) ORDER BY n.nspname LIMIT 1
        """;

    private static readonly string[] Known =
    [
        "django_migrations",
        "flyway_schema_history",
        "__EFMigrationsHistory",
        "alembic_version",
        "databasechangelog",
        "_prisma_migrations",
        "knex_migrations",
        "schema_migrations",
        "migrations",
    ];

    /// <summary>The columns that name a migration, the telling ones first.</summary>
    private static readonly string[] Names =
    [
        "name",
        "migration",
        "MigrationId",
        "migration_name",
        "script",
        "version_num",
        "version",
        "id",
    ];

    /// <summary>A column and the condition under which it says that a migration was begun and not finished.</summary>
    private static readonly (string Column, string Condition)[] Failures =
    [
        ("success", "NOT success"),
        ("dirty", "dirty"),
        ("finished_at", "finished_at IS NULL"),
    ];

    /// <summary>Reads it.</summary>
    /// <returns>The table, what it lists, and what it says has failed; no table where there is none yet.</returns>
    public async Task<ToolHistoryState> ReadAsync(Session session, CancellationToken cancellationToken)
    {
        foreach (var name in configured is null ? Known : [configured])
        {
            var found = await session
                .QueryAsync(
                    Find,
                    row =>
                        (
                            Schema: row.GetString(1),
                            Name: row.GetString(2),
                            Columns: row.GetFieldValue<string[]>(3)
                        ),
                    cancellationToken,
                    name
                )
                .ConfigureAwait(false);
            if (found is [var table] && Names.FirstOrDefault(table.Columns.Contains) is { } label)
            {
                return await ReadAsync(
                        session,
                        table.Schema,
                        table.Name,
                        label,
                        table.Columns,
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }
        }

        return new ToolHistoryState(null, [], []);
    }

    private static async Task<ToolHistoryState> ReadAsync(
        Session session,
        string schema,
        string table,
        string label,
        string[] columns,
        CancellationToken cancellationToken
    )
    {
        var name = SqlText.Identifier(label) + "::text";
        if (columns.Contains("app"))
        {
            name = $"app || '.' || {name}";
        }

        var failure =
            Failures.FirstOrDefault(failure => columns.Contains(failure.Column)).Condition ?? "false";
        var rows = await session
            .QueryAsync(
                $"SELECT {name}, coalesce({failure}, false) FROM {SqlText.Identifier(schema, table)} WHERE {SqlText.Identifier(label)} IS NOT NULL ORDER BY ctid",
                row => (Name: row.GetString(0), Failed: row.GetBoolean(1)),
                cancellationToken
            )
            .ConfigureAwait(false);
        return new ToolHistoryState(
            $"{schema}.{table}",
            [.. rows.Where(row => !row.Failed).Select(row => row.Name)],
            [.. rows.Where(row => row.Failed).Select(row => row.Name)]
        );
    }
}

/// <summary>What a migrating program's own table says.</summary>
/// <param name="Table">The table; <c>null</c> where there is none.</param>
/// <param name="Applied">What is applied.</param>
/// <param name="Failed">What was begun and is not finished.</param>
internal sealed record ToolHistoryState(
    string? Table,
    IReadOnlyList<string> Applied,
    IReadOnlyList<string> Failed
)
{
    /// <summary>What is applied here and was not before.</summary>
    public IReadOnlyList<string> Since(IEnumerable<string> before) => [.. Applied.Except(before)];
}
