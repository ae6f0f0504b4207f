using System.Text;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Changelogs;

/// <summary>
/// Takes entries from files named after the subsection that they belong to: <c>changelog.d/123.added.md</c> is an
/// entry under Added, and 123 is the number that it ends with.
/// </summary>
/// <param name="directory">The repository's directory.</param>
/// <param name="name">The directory of the files, relative to it.</param>
public sealed class FragmentEntries(string directory, string name = "changelog.d") : IEntrySource
{
    private static readonly string[] Types =
    [
        "added",
        "changed",
        "deprecated",
        "removed",
        "fixed",
        "security",
    ];

    /// <summary>The files' names, relative to the repository's directory, in the order of their entries.</summary>
    public IReadOnlyList<string> Files
    {
        get
        {
            var full = Path.Combine(directory, name);
            return Directory.Exists(full)
                ?
                [
                    .. Directory
                        .EnumerateFiles(full)
                        .Select(file => Path.GetFileName(file)!)
                        .Where(IsFragment)
                        .Order(Comparer<string>.Create(InOrder))
                        .Select(file => $"{name}/{file}"),
                ]
                : [];
        }
    }

    /// <inheritdoc/>
    public Task<GeneratedEntries> ReadAsync(CancellationToken cancellationToken)
    {
        var files = Files;
        var fragments = files.Select(file => new Fragment(file, Read(file))).ToList();
        var entries = fragments.Select(EntryOf).OrderBy(entry => IndexOf(entry.Section)).ToList();
        return Task.FromResult(
            new GeneratedEntries(entries, $"{files.Count} file{(files.Count == 1 ? "" : "s")} in {name}")
            {
                Consumed = fragments,
            }
        );
    }

    private static bool IsFragment(string file) =>
        file[0] is not ('.' or '_')
        && file.EndsWith(".md", StringComparison.OrdinalIgnoreCase)
        && !file.Equals("README.md", StringComparison.OrdinalIgnoreCase);

    private static int InOrder(string left, string right)
    {
        var numbers = Number(left).CompareTo(Number(right));
        return numbers != 0 ? numbers : string.CompareOrdinal(left, right);
    }

    private static long Number(string file) =>
        long.TryParse(Stem(file), System.Globalization.NumberStyles.None, null, out var number)
            ? number
            : long.MaxValue;

    private static string Stem(string file) => file.Split('.')[0];

    private static int IndexOf(string section) =>
        Array.FindIndex(Types, type => type.Equals(section, StringComparison.OrdinalIgnoreCase));

    private byte[] Read(string file)
    {
        try
        {
            return File.ReadAllBytes(Path.Combine(directory, file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ReleaseRefusedException(
                $"{file} cannot be read: {exception.Message}",
                "Check its rights.",
                exception
            );
        }
    }

    private static ChangelogEntry EntryOf(Fragment fragment)
    {
        var errors = new ChangelogErrors(fragment.Name);
        var file = Path.GetFileName(fragment.Name);
        var words = file.Split('.');
        var type = words.Length < 3 ? "" : words[1].ToLowerInvariant();
        if (!Types.Contains(type))
        {
            throw errors.At(
                1,
                "the file's name does not say where its entry belongs.",
                $"Name it NUMBER.TYPE.md or NAME.TYPE.md, where TYPE is one of: {string.Join(", ", Types)}."
            );
        }

        ChangelogEncoding.Check(fragment.Bytes.Span, errors);
        var text = Encoding
            .UTF8.GetString(fragment.Bytes.Span)
            .TrimStart('\uFEFF')
            .ReplaceLineEndings("\n")
            .Trim();
        if (text.Length == 0)
        {
            throw errors.At(1, "the file is empty.", "Write the entry into it, or remove it.");
        }

        var heading = Array.FindIndex(
            text.Split('\n'),
            line => MarkdownLine.HeadingLevel(Encoding.UTF8.GetBytes(line)) > 0
        );
        if (heading >= 0)
        {
            throw errors.At(
                heading + 1,
                "a heading would end the entry.",
                "Write the entry without headings; the file's name says where it belongs."
            );
        }

        var stem = Stem(file);
        var number =
            stem.All(char.IsAsciiDigit) && !text.Contains($"#{stem}", StringComparison.Ordinal) ? stem : "";
        return new ChangelogEntry(Title(type), Numbered(WithoutMarker(text), number));
    }

    private static string Title(string type) => $"{char.ToUpperInvariant(type[0])}{type[1..]}";

    private static string WithoutMarker(string text) =>
        text.StartsWith("- ", StringComparison.Ordinal) || text.StartsWith("* ", StringComparison.Ordinal)
            ? text[2..].TrimStart()
            : text;

    /// <summary>The number goes behind the first paragraph.</summary>
    private static string Numbered(string text, string number)
    {
        if (number.Length == 0)
        {
            return text;
        }

        var lines = text.Split('\n');
        var end = Array.FindIndex(lines, 1, line => line.Trim().Length == 0 || IsBlock(line.TrimStart()));
        lines[(end < 0 ? lines.Length : end) - 1] += $" (#{number})";
        return string.Join('\n', lines);
    }

    private static bool IsBlock(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line);
        return line[0] is '>' or '|' || MarkdownLine.ListMarker(bytes) > 0 || MarkdownLine.Fence(bytes) > 0;
    }
}
