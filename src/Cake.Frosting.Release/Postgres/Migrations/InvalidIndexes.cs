using System.Text.RegularExpressions;

namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// A CREATE INDEX CONCURRENTLY that fails leaves an index that costs every write and serves no read, and that
/// IF NOT EXISTS takes for the real one.
/// </summary>
internal static partial class InvalidIndexes
{
    private const string Query = """
        SELECT n.nspname, c.relname FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE NOT i.indisvalid AND c.relkind = 'i' ORDER BY 1, 2
        """;

    public static Task<IReadOnlyList<(string Schema, string Name)>> FindAsync(
        Session session,
        CancellationToken cancellationToken
    ) => session.QueryAsync(Query, row => (row.GetString(0), row.GetString(1)), cancellationToken);

    /// <summary>Drops the invalid index that an earlier try of this statement left.</summary>
    /// <returns>Its name; <c>null</c> where there was none.</returns>
    public static async Task<string?> DropLeftoverAsync(
        Session session,
        SqlStatement statement,
        CancellationToken cancellationToken
    )
    {
        var match = Concurrently().Match(statement.Text);
        if (!match.Success)
        {
            return null;
        }

        var written = match.Groups["name"].Value;
        var name = written.StartsWith('"')
            ? written[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal)
            : written.ToLowerInvariant();
        var left = (await FindAsync(session, cancellationToken).ConfigureAwait(false)).FirstOrDefault(index =>
            index.Name == name
        );
        if (left.Name is null)
        {
            return null;
        }

        await session
            .ExecuteAsync(
                $"DROP INDEX CONCURRENTLY IF EXISTS {SqlText.Identifier(left.Schema, left.Name)}",
                cancellationToken
            )
            .ConfigureAwait(false);
        return $"{left.Schema}.{left.Name}";
    }

    [GeneratedRegex(
        """\ACREATE\s+(?:UNIQUE\s+)?INDEX\s+CONCURRENTLY\s+(?:IF\s+NOT\s+EXISTS\s+)?(?<name>"(?:[^"]|"")+"|[\w$]+)\s+ON\s""",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Concurrently();
}
