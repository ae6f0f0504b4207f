using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.EnvFiles;

/// <summary>Values of env files with and without their quotes.</summary>
internal static partial class EnvQuoting
{
    /// <summary>What every program that reads env files takes as it stands.</summary>
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./:@%+,-"
    );

    private static readonly SearchValues<char> Unquotable = SearchValues.Create("'\\\n\r");

    private static readonly SearchValues<char> Meaningful = SearchValues.Create("'\"`#$ \t\n\r\v\f");

    /// <summary>The value that is meant.</summary>
    /// <param name="raw">The value as it stands there, quotes included, one character for each byte.</param>
    /// <param name="quote">The quote; NUL for none.</param>
    /// <param name="keepsDollars">Whether a dollar that was escaped stays told apart, as <c>$$</c>.</param>
    public static string Decode(string raw, char quote, bool keepsDollars = false)
    {
        var text = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(quote == '\0' ? raw : raw[1..^1]));
        return quote == '"' ? Escape().Replace(text, match => Unescape(match.Value, keepsDollars)) : text;
    }

    /// <summary>A value as it is written, so that every program reads the same.</summary>
    /// <param name="value">The value.</param>
    /// <param name="quote">The quote that stands there already, and stays where it can; NUL for none.</param>
    /// <exception cref="ReleaseRefusedException">There is no such way.</exception>
    public static string Encode(string value, char quote)
    {
        if (!value.AsSpan().ContainsAnyExcept(Plain))
        {
            return quote == '\0' ? value : $"{quote}{value}{quote}";
        }

        if (value.EndsWith('\\'))
        {
            // Compose v1 takes a quote behind a backslash for one of the value's.
            return value.AsSpan().IndexOfAny(Meaningful) < 0
                ? value
                : throw new ReleaseRefusedException(
                    "A value that ends in a backslash and has a space, a quote, # or $ in it cannot be written into an env file.",
                    "Choose another value."
                );
        }

        if (quote != '"' && value.AsSpan().IndexOfAny(Unquotable) < 0)
        {
            return $"'{value}'";
        }

        var text = new StringBuilder("\"");
        foreach (var letter in value)
        {
            _ = letter switch
            {
                '"' or '\\' or '$' => text.Append('\\').Append(letter),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                _ => text.Append(letter),
            };
        }

        return text.Append('"').ToString();
    }

    private static string Unescape(string escape, bool keepsDollars) =>
        escape[1] switch
        {
            '$' => keepsDollars ? "$$" : "$",
            'a' => "\a",
            'b' => "\b",
            'f' => "\f",
            'n' => "\n",
            'r' => "\r",
            't' => "\t",
            'v' => "\v",
            '0' when escape.Length == 5 => char.ToString((char)Convert.ToInt32(escape[2..], 8)),
            '0' or 'c' => escape,
            _ => escape[1..],
        };

    [GeneratedRegex(@"\\(?:[abcfnrtv$""\\]|0[0-7]{0,3})")]
    private static partial Regex Escape();
}
