using System.Buffers;
using System.Text;

namespace Cake.Frosting.Release.Commands;

/// <summary>
/// Quotes arguments, for display in plans and runbooks, and for the shell at the other end of an ssh connection.
/// </summary>
internal static class ShellQuoting
{
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=@,+%^‹›"
    );

    public static string Quote(string argument)
    {
        if (argument.Length > 0 && !argument.AsSpan().ContainsAnyExcept(Plain))
        {
            return argument;
        }

        return argument.Any(char.IsControl)
            ? AnsiQuote(argument)
            : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
    }

    /// <summary>Quotes a word for any POSIX shell, which unlike bash knows no <c>$'…'</c>.</summary>
    public static string ForShell(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <summary>Quotes the first word of a command: with an equals sign it would be an assignment.</summary>
    public static string QuoteProgram(string program) =>
        program.Contains('=', StringComparison.Ordinal) && Quote(program) == program
            ? $"'{program}'"
            : Quote(program);

    /// <summary>Line breaks and other control characters would tear a printed line apart: <c>$'a\nb'</c>.</summary>
    private static string AnsiQuote(string argument)
    {
        var quoted = new StringBuilder("$'");
        foreach (var character in argument)
        {
            quoted.Append(
                character switch
                {
                    '\n' => "\\n",
                    '\r' => "\\r",
                    '\t' => "\\t",
                    '\'' => "\\'",
                    '\\' => @"\\",
                    _ when char.IsControl(character) => Octal(character),
                    _ => character.ToString(),
                }
            );
        }

        return quoted.Append('\'').ToString();
    }

    /// <summary>Its bytes, three digits each: a digit may follow, and no locale has a say in it.</summary>
    private static string Octal(char character) =>
        string.Concat(
            Encoding
                .UTF8.GetBytes([character])
                .Select(value => $"\\{Convert.ToString(value, 8).PadLeft(3, '0')}")
        );
}
