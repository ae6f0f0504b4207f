using System.Text.RegularExpressions;

namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// Finds in pending migrations what locks or rewrites a table for long, or takes away what the old version needs if it
/// has to come back. A file whose first lines say <c>-- lint: accepted</c> is passed over.
/// </summary>
internal static partial class MigrationLint
{
    private const string Writes = "keeps everybody from writing to it until it is done";
    private const string All = "keeps everybody out of it until it is done";

    /// <summary>What is to be found in any statement, and what to say of it.</summary>
    private static readonly (Regex Pattern, string Text)[] Anywhere =
    [
        (DropTable(), "the old version cannot go on without it; drop it one release later"),
        (
            Rename(),
            "the old version knows only the old name; add the new one beside it, and drop the old one a release later"
        ),
        (Full(), $"rewrites the table and {All}"),
        (Reindex(), $"{Writes}; REINDEX … CONCURRENTLY with -- no-transaction does not"),
        (Refresh(), $"{All}; REFRESH … CONCURRENTLY does not, given a unique index"),
    ];

    /// <summary>What is to be found in ALTER TABLE of a table that was there before.</summary>
    private static readonly (Regex Pattern, string Text)[] OfTables =
    [
        (DropColumn(), "the old version cannot go on without the column; drop it one release later"),
        (ChangeType(), $"rewrites the table and {All}, unless the new type only widens the old one"),
        (
            SetNotNull(),
            $"reads the whole table and {All}; add CHECK (… IS NOT NULL) NOT VALID and validate it first"
        ),
        (NotNullWithoutDefault(), "fails where the table has rows: a NOT NULL column needs a DEFAULT"),
        (VolatileDefault(), $"writes every row and {All}; add the column without it, and fill it in pieces"),
        (Serial(), $"writes every row and {All}; add a plain column, and fill it in pieces"),
        (
            ForeignKey(),
            "reads the whole table and keeps everybody from writing to both; add it NOT VALID, and validate it in a later file"
        ),
        (Check(), $"reads the whole table and {All}; add it NOT VALID, and validate it in a later file"),
        (
            Unique(),
            $"builds an index and {All}; build it CONCURRENTLY first, and add the constraint USING INDEX"
        ),
    ];

    /// <summary>What is found in files that are applied one after the other.</summary>
    public static IEnumerable<string> Find(IEnumerable<MigrationScript> scripts)
    {
        var made = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var script in scripts)
        {
            var isAccepted = Accepted().IsMatch(script.Text);
            foreach (var statement in SqlSplitter.Split(script.Text))
            {
                var text = Quoted()
                    .Replace(statement.Text, match => match.Value[0] is '\'' or '$' ? "''" : " ");
                if (Create().Match(text) is { Success: true } create)
                {
                    made.Add(Name(create));
                }
                else if (!isAccepted)
                {
                    var at = SqlPosition.Of(script.Text, statement.Offset);
                    foreach (var found in Find(text, made))
                    {
                        yield return $"{script.Name}({at.Line},{at.Column}): {found}";
                    }
                }
            }
        }
    }

    private static IEnumerable<string> Find(string text, HashSet<string> made)
    {
        if (Index().Match(text) is { Success: true } index && !made.Contains(Name(index)))
        {
            yield return $"CREATE INDEX on {Name(index)} {Writes}; CREATE INDEX CONCURRENTLY with -- no-transaction does not";
        }

        if (Alter().Match(text) is { Success: true } alter && !made.Contains(Name(alter)))
        {
            foreach (var (pattern, says) in OfTables)
            {
                if (pattern.Match(text) is { Success: true } match)
                {
                    yield return $"{Shown(match)} on {Name(alter)} {says}";
                }
            }
        }

        foreach (var (pattern, says) in Anywhere)
        {
            if (pattern.Match(text) is { Success: true } match && !made.Contains(Name(match)))
            {
                yield return $"{Shown(match)} {says}";
            }
        }
    }

    private static string Name(Match match) =>
        match.Groups["name"].Value.Replace("\"", "", StringComparison.Ordinal);

    private static string Shown(Match match) =>
        Spaces().Replace(match.Value.Trim(), " ").TrimEnd('(', ' ', ',');

    private const string Table = """(?<name>(?:"[^"]+"|[\w$]+)(?:\.(?:"[^"]+"|[\w$]+))?)""";

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.Singleline;

    [GeneratedRegex(@"\A(?:\s*(?:--[^\n]*)?\n)*\s*--\s*lint:\s*accepted", Options)]
    private static partial Regex Accepted();

    [GeneratedRegex(@"'(?:[^']|'')*'|(?<tag>\$\w*\$).*?\k<tag>|--[^\n]*|/\*.*?\*/", Options)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(
        @"\ACREATE\s+(?:UNLOGGED\s+|TEMP\s+|TEMPORARY\s+)?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?" + Table,
        Options
    )]
    private static partial Regex Create();

    [GeneratedRegex(
        @"\ACREATE\s+(?:UNIQUE\s+)?INDEX\s+(?!CONCURRENTLY\b).*?\bON\s+(?:ONLY\s+)?" + Table,
        Options
    )]
    private static partial Regex Index();

    [GeneratedRegex(@"\AALTER\s+TABLE\s+(?:IF\s+EXISTS\s+)?(?:ONLY\s+)?" + Table, Options)]
    private static partial Regex Alter();

    [GeneratedRegex(@"\ADROP\s+(?:TABLE|VIEW|SCHEMA|FUNCTION|TYPE)\s+(?:IF\s+EXISTS\s+)?" + Table, Options)]
    private static partial Regex DropTable();

    [GeneratedRegex(
        @"\AALTER\s+(?:TABLE|VIEW|TYPE)\s+(?:IF\s+EXISTS\s+)?(?:ONLY\s+)?"
            + Table
            + @"\s+RENAME\s+(?!CONSTRAINT\b)",
        Options
    )]
    private static partial Regex Rename();

    [GeneratedRegex(@"\A(?:VACUUM\s*\(?\s*FULL|CLUSTER)\b", Options)]
    private static partial Regex Full();

    [GeneratedRegex(@"\AREINDEX\b(?!.*\bCONCURRENTLY\b)", Options)]
    private static partial Regex Reindex();

    [GeneratedRegex(@"\AREFRESH\s+MATERIALIZED\s+VIEW\s+(?!CONCURRENTLY\b)" + Table, Options)]
    private static partial Regex Refresh();

    [GeneratedRegex(
        @"\bDROP\s+(?:COLUMN\s+)?(?!CONSTRAINT\b|DEFAULT\b|NOT\b|EXPRESSION\b|IDENTITY\b)(?:IF\s+EXISTS\s+)?[\w""$]+",
        Options
    )]
    private static partial Regex DropColumn();

    [GeneratedRegex(@"\bALTER\s+(?:COLUMN\s+)?[\w""$]+\s+(?:SET\s+DATA\s+)?TYPE\b", Options)]
    private static partial Regex ChangeType();

    [GeneratedRegex(@"\bSET\s+NOT\s+NULL\b", Options)]
    private static partial Regex SetNotNull();

    [GeneratedRegex(
        @"\bADD\s+(?:COLUMN\s+)?(?!CONSTRAINT\b|CHECK\b|UNIQUE\b|PRIMARY\b|FOREIGN\b)(?:(?!\bDEFAULT\b|\bGENERATED\b|serial\b)[^,])*\bNOT\s+NULL\b(?![^,]*\b(?:DEFAULT|GENERATED)\b)",
        Options
    )]
    private static partial Regex NotNullWithoutDefault();

    [GeneratedRegex(
        @"\bADD\s+(?:COLUMN\s+)?[^,]*\bDEFAULT\s+\(?\s*(?:random|gen_random_uuid|uuid_generate_v\w+|uuidv\d|clock_timestamp|timeofday|nextval)\s*\(",
        Options
    )]
    private static partial Regex VolatileDefault();

    [GeneratedRegex(
        @"\bADD\s+(?:COLUMN\s+)?(?:IF\s+NOT\s+EXISTS\s+)?[\w""$]+\s+(?:(?:small|big)?serial\b|[^,]*\bGENERATED\b)",
        Options
    )]
    private static partial Regex Serial();

    [GeneratedRegex(@"\b(?:FOREIGN\s+KEY|REFERENCES)\b(?!.*\bNOT\s+VALID\b)", Options)]
    private static partial Regex ForeignKey();

    [GeneratedRegex(@"\bADD\s+(?:CONSTRAINT\s+[\w""$]+\s+)?CHECK\b(?!.*\bNOT\s+VALID\b)", Options)]
    private static partial Regex Check();

    [GeneratedRegex(
        @"\bADD\s+(?:CONSTRAINT\s+[\w""$]+\s+)?(?:UNIQUE|PRIMARY\s+KEY)\b(?!\s+USING\s+INDEX)",
        Options
    )]
    private static partial Regex Unique();
}
