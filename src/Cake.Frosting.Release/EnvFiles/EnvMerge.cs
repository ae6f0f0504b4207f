using System.Text;
using Cake.Frosting.Release.Files;

namespace Cake.Frosting.Release.EnvFiles;

/// <summary>
/// What the template of a new version has and production's file has not. A new key comes with its default and the
/// comment above it, behind the key that it follows in the template; what production has stays byte for byte.
/// </summary>
/// <param name="Added">The keys that are new, in the template's order.</param>
/// <param name="Removed">The keys of production that the template does not have; they stay.</param>
/// <param name="Splices">The edit of production's file; insertions only.</param>
internal sealed record EnvMerge(
    IReadOnlyList<string> Added,
    IReadOnlyList<string> Removed,
    IReadOnlyList<Splice> Splices
)
{
    /// <summary>Compares.</summary>
    /// <param name="production">Production's file.</param>
    /// <param name="template">The template of the new version.</param>
    /// <param name="skipped">Keys of the template that production does without.</param>
    public static EnvMerge Of(EnvFile production, EnvFile template, IReadOnlyCollection<string> skipped)
    {
        var has = production.Keys.ToHashSet(StringComparer.Ordinal);
        var added = template.Keys.Where(key => !has.Contains(key) && !skipped.Contains(key)).ToList();
        var wanted = template.Keys.ToHashSet(StringComparer.Ordinal);
        var end = production.Bytes.Length;
        var lines = new SortedDictionary<int, string>();
        var place = end;
        foreach (var key in template.Keys)
        {
            if (has.Contains(key))
            {
                place = Behind(production, key);
            }
            else if (added.Contains(key))
            {
                var text = Lines(template, key, production.LineEnd);
                lines[place] = lines.TryGetValue(place, out var before)
                    ? before + production.LineEnd + text
                    : text;
            }
        }

        return new EnvMerge(
            added,
            [.. production.Keys.Where(key => !wanted.Contains(key))],
            [.. lines.Select(line => line.Key == end ? production.Append(line.Value) : Insert(line))]
        );

        Splice Insert(KeyValuePair<int, string> line) =>
            new(line.Key, 0, Encoding.Latin1.GetBytes(line.Value + production.LineEnd));
    }

    /// <summary>The line behind a key, and behind a value of several lines that begins in the same line.</summary>
    private static int Behind(EnvFile file, string key)
    {
        var place = file.Find(key)!.Value.End;
        foreach (var entry in file.Entries.Where(entry => entry.Raw.Start < place && place < entry.Raw.End))
        {
            place = entry.End;
        }

        return place;
    }

    /// <summary>A key as the template has it, with the comment right above it, without the last line end.</summary>
    private static string Lines(EnvFile template, string key, string lineEnd)
    {
        var entry = template.Find(key)!.Value;
        var start = entry.Start;
        while (
            start > 0 && LineAbove(template, start) is var above && IsComment(template.Slice(above, start))
        )
        {
            start = above;
        }

        // Behind a value there may be a comment, and after quotes another assignment, which is not meant.
        var behind = template.Slice(entry.Raw.End, entry.End);
        // Line ends within a value are the value's.
        return WithLineEnd(template.Slice(start, entry.Raw.Start).TrimStart('\u00EF', '\u00BB', '\u00BF'))
            + template.RawOf(entry)
            + (IsComment(behind) ? behind.TrimEnd('\r', '\n') : "");

        string WithLineEnd(string text) =>
            text.Replace("\r\n", "\n", StringComparison.Ordinal)
                .Replace("\n", lineEnd, StringComparison.Ordinal);
    }

    private static int LineAbove(EnvFile file, int start) =>
        start < 2 ? 0 : file.Slice(0, start - 1).LastIndexOf('\n') + 1;

    private static bool IsComment(string line) =>
        line.TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t').StartsWith('#');
}
