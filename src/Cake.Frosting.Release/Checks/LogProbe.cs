using System.Text;
using System.Text.RegularExpressions;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Checks;

/// <summary>A line that must be written to a log.</summary>
/// <param name="contains">A text that the line must contain; <c>null</c> for any.</param>
/// <param name="matches">A regular expression that the line must match; <c>null</c> for any.</param>
public sealed class LogProbe(string? contains, string? matches) : ICheck
{
    /// <summary>So much of a file is read at a time.</summary>
    private const int Part = 1024 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>The file; <c>null</c> where a command prints the log.</summary>
    public string? Path { get; init; }

    /// <summary>How long the file was when the release began, in bytes: what is before does not count.</summary>
    public Func<StepContext, long> From { get; init; } = _ => 0;

    /// <summary>The command that prints the log; <c>null</c> for a file.</summary>
    public Command? Command { get; init; }

    /// <summary>Where the command runs.</summary>
    public IPlace Place { get; init; } = new ThisMachine();

    /// <inheritdoc/>
    public Instruction Instruction =>
        Command is { } command
            ? Instruction.Run(Place, command)
            : Instruction.Manual($"Wait until {Path} has a line {Wanted}");

    private string Wanted => contains is null ? $"that matches /{matches}/" : $"with '{contains}'";

    /// <inheritdoc/>
    public async Task<string?> TryAsync(StepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            return Command is { } command
                ? await TryCommandAsync(command, context, cancellationToken).ConfigureAwait(false)
                : TryFile(From(context));
        }
        catch (RegexMatchTimeoutException)
        {
            return $"/{matches}/ takes too long on a line";
        }
    }

    private async Task<string?> TryCommandAsync(
        Command command,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var result = await context.LookAsync(Place, command, cancellationToken).ConfigureAwait(false);
            var text = result.StandardOutput + "\n" + result.StandardError;
            return text.Split('\n').Any(IsIt) ? null : $"{command.Program} prints no line {Wanted}";
        }
        catch (CommandFailedException failure) when (failure.CommandExitCode is { } code)
        {
            return $"{command.Program} ended with exit code {code}: {failure.StandardError}";
        }
    }

    private string? TryFile(long from)
    {
        try
        {
            using var stream = new FileStream(
                Path!,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            // A file that became shorter was begun anew.
            stream.Seek(stream.Length < from ? 0 : from, SeekOrigin.Begin);
            using var reader = new StreamReader(stream, Encoding.UTF8, false, Part);
            var last = "";
            while (reader.ReadLine() is { } line)
            {
                if (IsIt(line))
                {
                    return null;
                }

                last = line;
            }

            return $"{Path} has no line {Wanted}{(last.Length == 0 ? "" : $"; its last is: {Short(last)}")}";
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return $"there is no {Path}";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"{Path} cannot be read: {exception.Message}";
        }
    }

    private bool IsIt(string line) =>
        contains is not null
            ? line.Contains(contains, StringComparison.Ordinal)
            : Regex.IsMatch(line, matches!, RegexOptions.None, Patience);

    private static string Short(string line) => line.Length <= 120 ? line : line[..120] + "…";
}
