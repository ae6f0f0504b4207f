using Cake.Frosting.Release.Errors;
using Npgsql;

namespace Cake.Frosting.Release.Postgres;

/// <summary>Shows where in a file a statement failed, and why.</summary>
internal static class MigrationErrors
{
    private const int BeginningShown = 100;

    public static CommandFailedException Of(
        string path,
        string script,
        SqlStatement statement,
        PostgresException error,
        string afterwards
    )
    {
        var position = error.Position == 0 && statement.HasBody ? error.InternalPosition : error.Position;
        var inStatement = position > 0 ? CharactersBefore(statement.Text, position - 1) : 0;
        var at = SqlPosition.Of(script, statement.Offset + inStatement);
        var lines = new List<string>
        {
            $"{path}({at.Line},{at.Column}): {error.MessageText} (SQLSTATE {error.SqlState})",
            at.WithCaret(),
        };
        if (position == 0 || inStatement > BeginningShown)
        {
            var beginning = string.Join(
                ' ',
                statement.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            );
            lines.Add(
                $"    in the statement: {(beginning.Length > BeginningShown ? beginning[..BeginningShown] + " …" : beginning)}"
            );
        }

        AddWhere(lines, "detail", error.Detail);
        AddWhere(lines, "hint", error.Hint);
        AddWhere(lines, "where", error.Where);
        lines.Add($"    {afterwards}");
        return new CommandFailedException(
            string.Join('\n', lines),
            null,
            error.MessageText,
            WayOut(error, path),
            error
        );
    }

    private static void AddWhere(List<string> lines, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            lines.Add($"    {name}: {text.Replace("\n", "\n      ", StringComparison.Ordinal)}");
        }
    }

    private static string WayOut(PostgresException error, string path) =>
        error.SqlState switch
        {
            "25001" => $"Put '-- no-transaction' into the first line of {Path.GetFileName(path)}.",
            "55P03" =>
                "Find out who holds the lock: SELECT * FROM pg_stat_activity WHERE state = 'idle in transaction'.",
            "57014" => "Give the migration a longer statement timeout, or split it.",
            _ => "Correct the file and run the release again.",
        };

    /// <summary>The server counts characters, .NET counts UTF-16 units.</summary>
    private static int CharactersBefore(string text, int characters)
    {
        var units = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (characters-- == 0)
            {
                break;
            }

            units += rune.Utf16SequenceLength;
        }

        return units;
    }
}
