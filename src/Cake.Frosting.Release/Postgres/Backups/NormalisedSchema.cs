using System.Text.RegularExpressions;

namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// A schema dump without what differs from dump to dump: the \restrict key, comments, SET lines, and the order
/// of its entries.
/// </summary>
internal sealed partial class NormalisedSchema
{
    private readonly Dictionary<string, List<string>> entries;

    private NormalisedSchema(Dictionary<string, List<string>> entries) => this.entries = entries;

    public static NormalisedSchema Parse(IEnumerable<string> lines)
    {
        var entries = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        List<string>? body = null;
        foreach (var line in lines)
        {
            var heading = Heading().Match(line);
            if (heading.Success)
            {
                body = [];
                var key =
                    $"{heading.Groups["type"].Value} {heading.Groups["name"].Value} in {heading.Groups["schema"].Value}, owner {heading.Groups["owner"].Value}";
                // Overloads and unnamed things can share a heading.
                while (!entries.TryAdd(key, body))
                {
                    key += " (another)";
                }
            }
            else if (
                body is not null
                && line.Length > 0
                && !line.StartsWith("--", StringComparison.Ordinal)
                && !Noise().IsMatch(line)
            )
            {
                body.Add(line);
            }
        }

        return new NormalisedSchema(entries);
    }

    /// <summary>Says what is in one and not in the other, an entry a line.</summary>
    public IReadOnlyList<string> DifferencesOf(NormalisedSchema restored) =>
        [
            .. entries
                .Keys.Except(restored.entries.Keys)
                .Select(key => $"of the schema this is missing: {key}"),
            .. restored
                .entries.Keys.Except(entries.Keys)
                .Select(key => $"of the schema this is in the dump and not in the database: {key}"),
            .. entries
                .Where(entry =>
                    restored.entries.TryGetValue(entry.Key, out var other)
                    && !Same(entry.Key, entry.Value, other)
                )
                .Select(entry =>
                    $"of the schema this differs: {entry.Key}{FirstDifference(entry.Value, restored.entries[entry.Key])}"
                ),
        ];

    /// <summary>Grants have no order that a restore would keep.</summary>
    private static bool Same(string key, List<string> body, List<string> other) =>
        key.StartsWith("ACL ", StringComparison.Ordinal)
            ? body.Order(StringComparer.Ordinal).SequenceEqual(other.Order(StringComparer.Ordinal))
            : body.SequenceEqual(other);

    private static string FirstDifference(List<string> expected, List<string> found)
    {
        var wanted = expected.Except(found).FirstOrDefault();
        var instead = found.Except(expected).FirstOrDefault();
        return $" ('{instead?.Trim() ?? "nothing"}' instead of '{wanted?.Trim() ?? "nothing"}')";
    }

    [GeneratedRegex(
        @"\A-- (?:Data for )?Name: (?<name>.*); Type: (?<type>[A-Z ]+); Schema: (?<schema>.*?); Owner: (?<owner>.*?)(?:; Tablespace: .*)?\z"
    )]
    private static partial Regex Heading();

    [GeneratedRegex(@"\A(?:SET default_table(?:space|_access_method) = .*;|\\(?:un)?restrict .*)\z")]
    private static partial Regex Noise();
}
