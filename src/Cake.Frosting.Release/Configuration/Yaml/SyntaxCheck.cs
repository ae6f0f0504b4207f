using System.Globalization;
using YamlDotNet.Core;

namespace Cake.Frosting.Release.Configuration;

/// <summary>Says what is wrong with a text that is not YAML, or that uses what only looks right.</summary>
internal static class SyntaxCheck
{
    /// <summary>The first character that no YAML file may have; <c>null</c> where all is well.</summary>
    internal static (int Line, int Column, string Message)? ControlCharacter(string text)
    {
        var (line, column) = (1, 1);
        foreach (var c in text)
        {
            if (c < ' ' && c is not ('\t' or '\n' or '\r') || c == '\x7F')
            {
                return (
                    line,
                    column,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"the control character U+{(int)c:X4} is not allowed here"
                    )
                );
            }
            (line, column) = c == '\n' ? (line + 1, 1) : (line, column + 1);
        }
        return null;
    }

    /// <summary>Whether the token at an index is indented by a tab.</summary>
    internal static bool IsIndentedByTab(string text, long index)
    {
        var at = (int)Math.Min(index, text.Length) - 1;
        var tab = false;
        while (at >= 0 && text[at] is ' ' or '\t')
        {
            tab |= text[at] == '\t';
            at--;
        }
        return tab && (at < 0 || text[at] is '\n' or '\r');
    }

    /// <summary>Where a parser's error is and what it means.</summary>
    internal static (int Line, int Column, string Message) Explain(string text, Exception error, Mark last)
    {
        var mark = error is YamlException { Start.Line: > 0 } yaml
            ? yaml.End.Line > 0
                ? yaml.End
                : yaml.Start
            : last;
        var what = error.Message;
        if (what.Contains(" tab", StringComparison.Ordinal) && FirstTab(text, (int)last.Line) is { } tab)
        {
            return (tab.Line, tab.Column, Tab);
        }
        var message =
            error is not YamlException
                ? "a bracket, brace or quote that is opened near here is not closed, or something stands where it cannot"
            : what.Contains("found invalid mapping", StringComparison.Ordinal)
                ? "a second ': ' or a line that is indented too far; put a text with ': ' in quotes"
            : what.Contains("cannot start any token", StringComparison.Ordinal)
                ? "a text cannot begin with this character; put it in quotes"
            : what.Contains("unexpected end of stream", StringComparison.Ordinal)
                ? "a quote that is opened before is not closed"
            : what.Contains("unknown escape", StringComparison.Ordinal)
                ? "unknown escape in double quotes; use single quotes for a text with backslashes"
            : what.Contains("did not find expected", StringComparison.OrdinalIgnoreCase)
                ? "a value, a ',' or a closing bracket is missing before this, or the line is indented otherwise than its neighbours"
            : Quoting.OneLine(what).TrimEnd('.');
        return ((int)mark.Line, (int)mark.Column, $"this is not YAML: {message}");
    }

    /// <summary>What is said of a tab.</summary>
    internal const string Tab = "a tab is used as indentation; YAML takes only spaces";

    private static (int Line, int Column)? FirstTab(string text, int fromLine)
    {
        var lines = text.Split('\n');
        for (var i = Math.Max(0, fromLine - 1); i < lines.Length; i++)
        {
            var indentation = lines[i].Length - lines[i].TrimStart(' ', '\t').Length;
            var tab = lines[i].IndexOf('\t', StringComparison.Ordinal);
            if (tab >= 0 && tab < indentation)
            {
                return (i + 1, tab + 1);
            }
        }
        return null;
    }
}
