using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Cake.Frosting.Release.Commands;

/// <summary>Starts processes; the runners alone do.</summary>
internal static class ProcessStart
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static Process Start(Command command, CommandFailures failures, Leash? leash)
    {
        if (Words(command).Any(IsUnspeakable))
        {
            throw failures.Unspeakable();
        }

        var program =
            ProgramFile.Find(command)
            ?? throw failures.NotStarted(command, "there is no such program on PATH.");
        var start = new ProcessStartInfo(program, command.Arguments)
        {
            // Left to itself .NET takes the encoding of the locale.
            StandardInputEncoding = Utf8,
            StandardOutputEncoding = Utf8,
            StandardErrorEncoding = Utf8,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = command.WorkingDirectory ?? "",
        };
        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value.Reveal();
        }

        leash?.Tie(start);
        try
        {
#pragma warning disable RS0030 // The one place that starts processes and waits for them.
            return Process.Start(start)!;
#pragma warning restore RS0030
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException)
        {
            throw failures.NotStarted(command, exception.Message, exception);
        }
    }

    private static IEnumerable<string> Words(Command command) =>
        [
            command.Program,
            .. command.Arguments,
            .. command.Environment.Keys,
            .. command.Environment.Values.Select(value => value.Reveal()),
        ];

    /// <summary>NUL would cut it short without a word, half a character would become another one.</summary>
    private static bool IsUnspeakable(string word)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (word[i] == '\0' || (char.IsSurrogate(word[i]) && !Rune.TryGetRuneAt(word, i, out _)))
            {
                return true;
            }

            i += char.IsHighSurrogate(word[i]) ? 1 : 0;
        }

        return false;
    }
}
