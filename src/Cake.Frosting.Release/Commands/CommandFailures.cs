using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Commands;

/// <summary>
/// The errors of one command, each naming place, command, what happened and the way out. Output is handed in
/// with its secrets replaced.
/// </summary>
internal sealed class CommandFailures(IPlace place, Command command, Redactor redactor)
{
    private const int LinesShown = 12;
    private const int CharactersShown = 4 * 1024;

    public CommandFailedException ExitCode(int exitCode, string standardError, string standardOutput)
    {
        // Some programs (git, dotnet) explain themselves on standard output.
        var shown = End(standardError.Trim().Length > 0 ? standardError : standardOutput);
        return new CommandFailedException(
            $"{Subject} ended with exit code {exitCode}.{Indent(shown)}",
            exitCode,
            shown
        );
    }

    public CommandFailedException DeadlinePassed(string standardError)
    {
        var shown = End(standardError);
        return new CommandFailedException(
            $"{Subject} did not end within {command.Deadline!.Value.TotalSeconds:0.#} s and was stopped.{Indent(shown)}",
            null,
            shown,
            "Find out what it waits for, or give its step a longer deadline."
        )
        {
            RanPastDeadline = true,
        };
    }

    public CommandFailedException NotStarted(Command located, string why, Exception? cause = null) =>
        located.WorkingDirectory is { } directory && !Directory.Exists(directory)
            ? new CommandFailedException(
                $"{Subject} could not be started: there is no directory {directory}.",
                null,
                "",
                "Make it, or correct the directory where the command is configured.",
                cause
            )
            : new CommandFailedException(
                redactor.Redact($"{Subject} could not be started: {why}"),
                null,
                "",
                $"Check that '{located.Program}' is installed and on PATH.",
                cause
            );

    public CommandFailedException Unspeakable() =>
        new(
            $"{Subject} could not be started: an argument holds a character that no program can be given.",
            null,
            "",
            "Arguments and variables are texts without NUL and without halves of surrogate pairs."
        );

    private string Subject => redactor.Redact($"On {place.Name}: {command}");

    private static string End(string text)
    {
        var end = string.Join('\n', text.ReplaceLineEndings("\n").TrimEnd().Split('\n').TakeLast(LinesShown));
        return end.Length <= CharactersShown ? end : $"…{end[^CharactersShown..]}";
    }

    private static string Indent(string text) =>
        text.Length == 0 ? "" : $"\n    {text.Replace("\n", "\n    ", StringComparison.Ordinal)}";
}
