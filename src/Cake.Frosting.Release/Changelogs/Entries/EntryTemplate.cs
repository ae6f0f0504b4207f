using System.Text;
using System.Text.RegularExpressions;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Changelogs;

/// <summary>
/// How an entry is written: Markdown with <c>{name}</c> where a value goes, and <c>{before|name|after}</c> for what
/// is only there where the value is; a <c>$</c> in it stands for the value again.
/// </summary>
public sealed partial class EntryTemplate
{
    private readonly List<(string Before, string Name, string After)> parts = [];

    /// <summary>Reads a template.</summary>
    /// <param name="text">The template.</param>
    /// <exception cref="ConfigurationException">It names a value that does not exist, or a brace is not closed.</exception>
    public EntryTemplate(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Text = text;
        var read = 0;
        foreach (Match match in Part().Matches(text))
        {
            AddText(text[read..match.Index]);
            read = match.Index + match.Length;
            var words = match.Groups[1].Value.Split('|');
            var name = words.Length == 1 ? words[0] : words.ElementAtOrDefault(1) ?? "";
            if (words.Length is not (1 or 3) || !Names.Contains(name))
            {
                throw new ConfigurationException(
                    $"The entry '{text}' has {match.Value} in column {match.Index + 1}, which stands for nothing.",
                    $"Write {{name}} or {{before|name|after}} with one of: {string.Join(", ", Names)}."
                );
            }

            parts.Add(words.Length == 1 ? ("", name, "") : (words[0], name, words[2]));
        }

        AddText(text[read..]);
        if (text[read..].Contains('{', StringComparison.Ordinal))
        {
            throw new ConfigurationException(
                $"The entry '{text}' opens a brace in column {text.LastIndexOf('{') + 1} and does not close it.",
                "Close it: {subject}."
            );
        }
    }

    /// <summary>The names that a template can have in braces.</summary>
    public static IReadOnlyList<string> Names { get; } =
    ["subject", "scope", "type", "hash", "number", "reference", "author", "breaking", "note"];

    /// <summary>The default: breaking mark, scope, subject, and the pull request's number or the commit's hash.</summary>
    public static EntryTemplate Default { get; } =
        new("{breaking}{**|scope|:** }{subject}{: |note|}{ (|reference|)}");

    /// <summary>The template as it was written.</summary>
    public string Text { get; }

    internal string Write(EntryValues values)
    {
        var entry = new StringBuilder();
        foreach (var (before, name, after) in parts)
        {
            var value = name.Length == 0 ? "" : Value(values, name);
            if (name.Length == 0)
            {
                entry.Append(before);
            }
            else if (value.Length > 0)
            {
                Append(entry, before, value);
                entry.Append(value);
                Append(entry, after, value);
            }
        }

        return entry.ToString().Trim();
    }

    private static void Append(StringBuilder entry, string text, string value) =>
        entry.Append(
            text.Contains('$', StringComparison.Ordinal)
                ? text.Replace("$", value, StringComparison.Ordinal)
                : text
        );

    private static string Value(EntryValues values, string name) =>
        name switch
        {
            "subject" => MarkdownText.Escape(values.Subject),
            "scope" => MarkdownText.Escape(values.Scope),
            "type" => MarkdownText.Escape(values.Type),
            "hash" => values.Hash,
            "number" => values.Number,
            "reference" => values.Number.Length > 0 ? $"#{values.Number}" : values.Hash,
            "author" => MarkdownText.Escape(values.Author),
            "note" => MarkdownText.Escape(values.Note),
            _ => values.IsBreaking ? "**BREAKING:** " : "",
        };

    private void AddText(string text)
    {
        if (text.Length > 0)
        {
            parts.Add((text, "", ""));
        }
    }

    [GeneratedRegex(@"\{([^{}]*)\}")]
    private static partial Regex Part();
}
