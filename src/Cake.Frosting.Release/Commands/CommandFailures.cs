using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Commands;

/// <summary>The errors of one command, each naming place, command, what happened and the way out.</summary>
internal sealed class CommandFailures(IPlace place, Command command, Redactor redactor)
{
    private const int LinesShown = 12;

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
        );
    }

    public CommandFailedException NotStarted(Command located, Exception cause) =>
        new(
            Directory.Exists(located.WorkingDirectory ?? ".")
                ? $"{Subject} could not be started: {cause.Message}"
                : $"{Subject} could not be started: there is no directory {located.WorkingDirectory}.",
            null,
            "",
            $"Check that '{located.Program}' is installed and on PATH.",
            cause
        );

    private string Subject => redactor.Redact($"On {place.Name}: {command}");

    private string End(string text) =>
        redactor.Redact(
            string.Join('\n', text.ReplaceLineEndings("\n").TrimEnd().Split('\n').TakeLast(LinesShown))
        );

    private static string Indent(string text) =>
        text.Length == 0 ? "" : $"\n    {text.Replace("\n", "\n    ", StringComparison.Ordinal)}";
}
