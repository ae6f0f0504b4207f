using System.Globalization;
using System.Text;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.EnvFiles;

/// <summary>Finds the assignments of an env file.</summary>
/// <param name="name">The file, as errors name it.</param>
/// <param name="text">Its text, one character for each byte.</param>
internal sealed class EnvReader(string name, string text)
{
    private const string ByteOrderMark = "\u00EF\u00BB\u00BF";
    private const string Export = "export";
    private const string Spaces = " \t\r\n\v\f";
    private readonly List<EnvEntry> entries = [];
    private readonly List<int> unread = [];
    private int position = text.StartsWith(ByteOrderMark, StringComparison.Ordinal) ? 3 : 0;

    public IReadOnlyList<EnvEntry> Entries => entries;

    public IReadOnlyList<int> Unread => unread;

    /// <summary>A position as messages show it: <c>.env(3,8)</c>.</summary>
    public static string At(string name, string text, int position)
    {
        var start = position == 0 ? 0 : text.LastIndexOf('\n', position - 1) + 1;
        var column = Encoding.UTF8.GetCharCount(Encoding.Latin1.GetBytes(text[start..position])) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"{name}({LineAt(text, position)},{column})");
    }

    public void Read()
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new ReleaseRefusedException(
                $"{At(name, text, text.IndexOf('\0', StringComparison.Ordinal))}: there is a NUL byte: this is no text in UTF-8.",
                "Save the file as UTF-8."
            );
        }

        while (true)
        {
            position = Skip(position, IsSpace);
            if (position == text.Length)
            {
                return;
            }

            if (text[position] == '#' || !TryReadEntry())
            {
                position = LineEndAt(position);
            }
        }
    }

    private static int LineAt(string text, int position) => text.AsSpan(0, position).Count('\n') + 1;

    private static bool IsBlank(char letter) => letter is ' ' or '\t';

    // Not char.IsWhiteSpace: a byte of a letter in UTF-8 may look like a space.
    private static bool IsSpace(char letter) => Spaces.Contains(letter, StringComparison.Ordinal);

    private static bool IsOfKey(char letter) =>
        char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or '-' or '[' or ']';

    private bool TryReadEntry()
    {
        var line = text.LastIndexOf('\n', position) + 1;
        var start = entries.Count > 0 && entries[^1].Raw.End > line ? position : line;
        var from = position;
        var behindExport = from + Export.Length;
        if (
            string.CompareOrdinal(text, from, Export, 0, Export.Length) == 0
            && behindExport < text.Length
            && IsBlank(text[behindExport])
            && Skip(behindExport, IsBlank) is var next
            && next < text.Length
            && IsOfKey(text[next])
        )
        {
            from = next;
        }

        var end = Skip(from, IsOfKey);
        var mark = Skip(end, IsBlank);
        var isLast = mark == text.Length || text[mark] is '\n' or '\r' or '#';
        if (end == from || (!isLast && text[mark] is not ('=' or ':')))
        {
            unread.Add(LineAt(text, position));
            return false;
        }

        var key = text[from..end];
        if (isLast)
        {
            Add(key, start, new EnvSpan(end, 0), '\0', hasValue: false);
            return true;
        }

        ReadValue(key, start, Skip(mark + 1, IsBlank));
        return true;
    }

    private void ReadValue(string key, int start, int from)
    {
        if (from < text.Length && text[from] is '"' or '\'')
        {
            var end = ClosingQuote(from);
            Add(key, start, new EnvSpan(from, end + 1 - from), text[from], hasValue: true);
            return;
        }

        var value = text.AsSpan(from, LineEndAt(from) - from).TrimEnd(Spaces);
        var comment = value.IndexOf(" #", StringComparison.Ordinal);
        value = (comment < 0 ? value : value[..comment]).TrimEnd(Spaces);
        Add(key, start, new EnvSpan(from, value.Length), '\0', hasValue: true);
        position = LineEndAt(from);
    }

    private void Add(string key, int start, EnvSpan raw, char quote, bool hasValue)
    {
        entries.Add(new EnvEntry(key, start, LineEndAt(raw.End), raw, quote, hasValue));
        position = raw.End;
    }

    /// <summary>The quote that closes: one with an even number of backslashes before it.</summary>
    private int ClosingQuote(int open)
    {
        var quote = text[open];
        for (var end = open + 1; (end = text.IndexOf(quote, end)) >= 0; end++)
        {
            var backslashes = 0;
            while (text[end - 1 - backslashes] == '\\')
            {
                backslashes++;
            }

            if (backslashes % 2 == 0)
            {
                return end;
            }
        }

        throw new ReleaseRefusedException(
            $"{At(name, text, open)}: the quote {quote} is not closed.",
            $"Close it, or put a backslash before a {quote} of the value itself."
        );
    }

    private int Skip(int from, Func<char, bool> what)
    {
        while (from < text.Length && what(text[from]))
        {
            from++;
        }

        return from;
    }

    /// <summary>Where the line ends that a position is in, behind its line end.</summary>
    private int LineEndAt(int from)
    {
        var feed = text.IndexOf('\n', Math.Min(from, text.Length));
        return feed < 0 ? text.Length : feed + 1;
    }
}
