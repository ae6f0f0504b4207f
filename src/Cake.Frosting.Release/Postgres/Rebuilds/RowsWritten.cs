using System.Globalization;

namespace Cake.Frosting.Release.Postgres;

/// <summary>How many rows were ever written to each table of a database, as the server counts them: two looks tell whether anybody wrote between.</summary>
/// <param name="Tables">The counts by table.</param>
internal sealed record RowsWritten(IReadOnlyDictionary<string, long> Tables)
{
    private const string Query = """
        SELECT quote_ident(schemaname) || '.' || quote_ident(relname), n_tup_ins + n_tup_upd + n_tup_del
        FROM pg_catalog.pg_stat_user_tables ORDER BY 1
        """;

    public static async Task<RowsWritten> ReadAsync(Session inside, CancellationToken cancellationToken)
    {
        // Within a session the counts stay as they were first seen.
        await inside.ExecuteAsync("SELECT pg_stat_clear_snapshot()", cancellationToken).ConfigureAwait(false);
        var rows = await inside
            .QueryAsync(Query, row => (Table: row.GetString(0), Count: row.GetInt64(1)), cancellationToken)
            .ConfigureAwait(false);
        return new RowsWritten(rows.ToDictionary(row => row.Table, row => row.Count));
    }

    /// <summary>What <see cref="ToString"/> made.</summary>
    public static RowsWritten Parse(string text) =>
        new(
            text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split(' ', 2))
                .ToDictionary(parts => parts[1], parts => long.Parse(parts[0], CultureInfo.InvariantCulture))
        );

    /// <summary>The tables that were written to until a later look.</summary>
    public IReadOnlyList<string> Since(RowsWritten later) =>
        [
            .. later
                .Tables.Where(entry => entry.Value != Tables.GetValueOrDefault(entry.Key))
                .Select(entry => entry.Key),
        ];

    public override string ToString() =>
        string.Join(
            '\n',
            Tables.Select(entry => string.Create(CultureInfo.InvariantCulture, $"{entry.Value} {entry.Key}"))
        );
}
