using System.Globalization;
using System.Text;

namespace Cake.Frosting.Release.Files;

/// <summary>Writes splices as a unified diff. Nothing is compared: the splices say what changes.</summary>
internal static class UnifiedDiff
{
    private const int Context = 3;

    public static string Of(
        ReadOnlySpan<byte> bytes,
        IReadOnlyList<Splice> splices,
        string file,
        bool isDeleted = false,
        int context = Context
    )
    {
        if (splices.Count == 0)
        {
            return "";
        }

        var lines = new LineIndex(bytes);
        var diff = new StringBuilder($"--- a/{file}\n+++ {(isDeleted ? "/dev/null" : $"b/{file}")}\n");
        var shift = 0;
        var changes = Changes(bytes, splices, lines);
        for (int first = 0, next; first < changes.Count; first = next)
        {
            next = first + 1;
            while (next < changes.Count && changes[next].From - changes[next - 1].To <= 2 * context)
            {
                next++;
            }

            shift += Hunk(diff, bytes, lines, changes.GetRange(first, next - first), shift, context);
        }

        return diff.ToString();
    }

    /// <summary>Lines [From, To) of the original that become these lines.</summary>
    private sealed record Change(int From, int To, string[] Lines);

    private static List<Change> Changes(
        ReadOnlySpan<byte> bytes,
        IReadOnlyList<Splice> splices,
        LineIndex lines
    )
    {
        var changes = new List<Change>();
        for (int first = 0, next; first < splices.Count; first = next)
        {
            var from = lines.LineAt(splices[first].Start);
            var to = LastLine(splices[first]);
            for (next = first + 1; next < splices.Count && lines.LineAt(splices[next].Start) < to; next++)
            {
                to = Math.Max(to, LastLine(splices[next]));
            }

            var (start, end) = (lines.StartOf(from), lines.StartOf(to));
            var moved = splices
                .Skip(first)
                .Take(next - first)
                .Select(splice => splice with { Start = splice.Start - start })
                .ToList();
            var after = Splice.Apply(bytes[start..end], moved);
            changes.Add(Trim(from, Split(bytes[start..end]), Split(after)));
        }

        return changes;

        // A splice that takes whole lines or inserts before a line does not touch the line behind it.
        int LastLine(Splice splice)
        {
            var end = splice.Start + splice.Length;
            var line = lines.LineAt(end);
            var endsAtLine = lines.StartOf(line) == end;
            var joins = splice.Text.Length > 0 && splice.Text[^1] is not ((byte)'\n' or (byte)'\r');
            return endsAtLine && !joins ? line : Math.Min(line + 1, lines.Count);
        }
    }

    private static Change Trim(int from, string[] before, string[] after)
    {
        var same = 0;
        while (same < Math.Min(before.Length, after.Length) && before[same] == after[same])
        {
            same++;
        }

        var tail = 0;
        while (
            tail < Math.Min(before.Length, after.Length) - same && before[^(tail + 1)] == after[^(tail + 1)]
        )
        {
            tail++;
        }

        return new Change(from + same, from + before.Length - tail, after[same..^tail]);
    }

    private static int Hunk(
        StringBuilder diff,
        ReadOnlySpan<byte> bytes,
        LineIndex lines,
        List<Change> changes,
        int shift,
        int context
    )
    {
        var from = Math.Max(0, changes[0].From - context);
        var to = Math.Min(lines.Count, changes[^1].To + context);
        var growth = changes.Sum(change => change.Lines.Length - (change.To - change.From));
        diff.Append(
            CultureInfo.InvariantCulture,
            $"@@ -{Position(from, to - from)} +{Position(from + shift, to - from + growth)} @@\n"
        );
        var line = from;
        foreach (var change in changes)
        {
            Write(' ', bytes, lines, line, change.From);
            Write('-', bytes, lines, change.From, change.To);
            foreach (var added in change.Lines)
            {
                Append('+', added);
            }

            line = change.To;
        }

        Write(' ', bytes, lines, line, to);
        return growth;

        void Write(char mark, ReadOnlySpan<byte> bytes, LineIndex lines, int first, int end)
        {
            foreach (var text in Split(bytes[lines.StartOf(first)..lines.StartOf(end)]))
            {
                Append(mark, text);
            }
        }

        void Append(char mark, string text)
        {
            diff.Append(mark).Append(text);
            if (!text.EndsWith('\n'))
            {
                diff.Append("\n\\ No newline at end of file\n");
            }
        }
    }

    private static string Position(int start, int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{(count == 0 ? start : start + 1)},{count}");

    private static string[] Split(ReadOnlySpan<byte> bytes)
    {
        var parts = new List<string>();
        while (!bytes.IsEmpty)
        {
            var length = bytes.IndexOf((byte)'\n') + 1;
            length = length == 0 ? bytes.Length : length;
            parts.Add(Encoding.UTF8.GetString(bytes[..length]));
            bytes = bytes[length..];
        }

        return [.. parts];
    }
}
