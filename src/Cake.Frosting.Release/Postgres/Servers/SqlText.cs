using System.Text.RegularExpressions;

namespace Cake.Frosting.Release.Postgres;

/// <summary>Quotes names and values for SQL and connection strings. Values go as parameters wherever SQL takes any.</summary>
internal static partial class SqlText
{
    /// <summary>The longest name in PostgreSQL, in bytes.</summary>
    public const int LongestName = 63;

    public static string Identifier(string name) =>
        $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public static string Identifier(string schema, string name) => $"{Identifier(schema)}.{Identifier(name)}";

    /// <summary>A literal that means the same whatever <c>standard_conforming_strings</c> is.</summary>
    public static string Literal(string value)
    {
        var quoted = value.Replace("'", "''", StringComparison.Ordinal);
        return quoted.Contains('\\', StringComparison.Ordinal)
            ? $"E'{quoted.Replace("\\", "\\\\", StringComparison.Ordinal)}'"
            : $"'{quoted}'";
    }

    /// <summary>
    /// A database for <c>--dbname</c>: libpq reads a value with <c>=</c> or <c>://</c> as a connection
    /// string, so any but a plain name is written as one.
    /// </summary>
    public static string ConnectionName(string database) =>
        PlainName().IsMatch(database)
            ? database
            : $"dbname='{database.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex PlainName();
}
