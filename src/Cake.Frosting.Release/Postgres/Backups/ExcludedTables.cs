using System.Text;

namespace Cake.Frosting.Release.Postgres;

/// <summary>Finds the tables whose rows <c>pg_dump --exclude-table-data</c> leaves out, by pg_dump's own rules for patterns.</summary>
internal static class ExcludedTables
{
    private const string Query = """
        SELECT n.nspname, c.relname
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p') AND c.relname ~ $2
            AND CASE WHEN $1 = '' THEN pg_catalog.pg_table_is_visible(c.oid) ELSE n.nspname ~ $1 END
        """;

    public static async Task<IReadOnlySet<(string Schema, string Name)>> FindAsync(
        Session session,
        IReadOnlyList<string> patterns,
        CancellationToken cancellationToken
    )
    {
        var tables = new HashSet<(string, string)>();
        foreach (var pattern in patterns)
        {
            var (schema, name) = Expressions(pattern);
            tables.UnionWith(
                await session
                    .QueryAsync(
                        Query,
                        row => (row.GetString(0), row.GetString(1)),
                        cancellationToken,
                        schema,
                        name
                    )
                    .ConfigureAwait(false)
            );
        }

        return tables;
    }

    /// <summary>The regular expressions for schema (empty where none is named) and table of a pattern.</summary>
    internal static (string Schema, string Name) Expressions(string pattern)
    {
        var parts = new List<StringBuilder> { new() };
        var quoted = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var character = pattern[i];
            if (character == '"')
            {
                if (quoted && i + 1 < pattern.Length && pattern[i + 1] == '"')
                {
                    parts[^1].Append('"');
                    i++;
                }
                else
                {
                    quoted = !quoted;
                }
            }
            else if (!quoted && character == '.')
            {
                parts.Add(new StringBuilder());
            }
            else
            {
                parts[^1]
                    .Append(
                        character switch
                        {
                            '*' when !quoted => ".*",
                            '?' when !quoted => ".",
                            '$' => "\\$",
                            _ when quoted && "|*+?()[]{}.^\\".Contains(character, StringComparison.Ordinal) =>
                                $"\\{character}",
                            _ => (quoted ? character : char.ToLowerInvariant(character)).ToString(),
                        }
                    );
            }
        }

        return (parts.Count > 1 ? $"^({parts[^2]})$" : "", $"^({parts[^1]})$");
    }
}
