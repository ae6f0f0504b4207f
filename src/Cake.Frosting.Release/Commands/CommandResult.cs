namespace Cake.Frosting.Release.Commands;

/// <summary>What a command that ended as expected left behind.</summary>
/// <param name="ExitCode">Its exit code, one of <see cref="Command.SuccessCodes"/>.</param>
/// <param name="StandardOutput">Standard output as text, at most the last 4 MiB of it.</param>
/// <param name="StandardError">Standard error as text, at most the last 64 KiB of it.</param>
/// <param name="Elapsed">How long it ran.</param>
public sealed record CommandResult(
    int ExitCode,
    string StandardOutput,
    string StandardError,
    TimeSpan Elapsed
)
{
    /// <summary>The lines of standard output without their line ends; a last line end makes no empty line.</summary>
    public IReadOnlyList<string> Lines =>
        StandardOutput.Length == 0 ? [] : StandardOutput.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    /// <summary>Standard output without white space around it, for commands that answer with one value.</summary>
    public string Value => StandardOutput.Trim();
}
