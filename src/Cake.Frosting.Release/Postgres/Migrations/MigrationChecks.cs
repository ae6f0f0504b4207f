namespace Cake.Frosting.Release.Postgres;

/// <summary>Finds in a script what the tool cannot or must not send.</summary>
internal static class MigrationChecks
{
    public static IEnumerable<string> Find(string name, string text, bool inTransaction)
    {
        var backslash = SqlSplitter.FindBackslash(text);
        if (backslash >= 0)
        {
            var at = SqlPosition.Of(text, backslash);
            yield return $"{name}({at.Line},{at.Column}): '{at.Text.Trim()}' is a command of psql, not SQL; remove it";
            yield break;
        }

        foreach (var statement in SqlSplitter.Split(text))
        {
            var at = SqlPosition.Of(text, statement.Offset);
            if (
                statement.Begins("COPY")
                && statement.Text.Contains("STDIN", StringComparison.OrdinalIgnoreCase)
            )
            {
                yield return $"{name}({at.Line},{at.Column}): COPY FROM STDIN needs psql; use INSERT";
            }
            else if (IsTransactionControl(statement))
            {
                yield return inTransaction
                    ? $"{name}({at.Line},{at.Column}): {statement.Words[0]} would break up the file's own transaction; remove it, or begin the file with -- no-transaction"
                    : $"{name}({at.Line},{at.Column}): {statement.Words[0]} has no effect where each statement is sent by itself; remove it";
            }
        }
    }

    private static bool IsTransactionControl(SqlStatement statement) =>
        statement.Begins("BEGIN")
        || statement.Begins("START", "TRANSACTION")
        || statement.Begins("COMMIT")
        || statement.Begins("END")
        || statement.Begins("ABORT")
        || statement.Begins("PREPARE", "TRANSACTION")
        || (statement.Begins("ROLLBACK") && !statement.Words.Contains("TO"));
}
