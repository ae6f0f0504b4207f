using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Cake.Frosting.Release.Commands;

/// <summary>The runner that starts real processes.</summary>
/// <param name="redactor">Replaces secrets in output and errors.</param>
/// <param name="leash">Ends what runs when the tool is killed; <c>null</c>, the default, lets it run on.</param>
public sealed class CommandRunner(Redactor redactor, Leash? leash = null) : ICommandRunner
{
    private const int OutputLimit = 4 * 1024 * 1024;
    private const int ErrorLimit = 64 * 1024;
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public async Task<CommandResult> RunAsync(
        IPlace place,
        Command command,
        Action<string>? onLine = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(command);
        cancellationToken.ThrowIfCancellationRequested();
        var failures = new CommandFailures(place, command, redactor);
        var clock = Stopwatch.StartNew();
        using var process = Start(place.Locate(command), failures);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (command.Deadline is { } limit)
        {
            deadline.CancelAfter(limit);
        }

        var output = new OutputPump(process.StandardOutput, OutputLimit, redactor, onLine);
        var error = new OutputPump(process.StandardError, ErrorLimit, redactor, onLine);
        try
        {
            var reading = Task.WhenAll(output.ReadAsync(), error.ReadAsync());
            await WriteInputAsync(process, command.StandardInput, deadline.Token).ConfigureAwait(false);
            await process.WaitForExitAsync(deadline.Token).ConfigureAwait(false);
            // A grandchild may hold the pipes open for ever; what it still writes is not waited for.
            await Task.WhenAny(reading, Task.Delay(TimeSpan.FromSeconds(2), CancellationToken.None))
                .ConfigureAwait(false);
            if (reading.IsCompleted)
            {
                await reading.ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            await ProcessEnding.EndAsync(process).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            throw failures.DeadlinePassed(error.Redacted);
        }
        finally
        {
            output.Close();
            error.Close();
        }

        return command.SuccessCodes.Contains(process.ExitCode)
            ? new CommandResult(process.ExitCode, output.Text, error.Text, clock.Elapsed)
            : throw failures.ExitCode(process.ExitCode, error.Redacted, output.Redacted);
    }

    private Process Start(Command command, CommandFailures failures)
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

    private static async Task WriteInputAsync(
        Process process,
        string? input,
        CancellationToken cancellationToken
    )
    {
        try
        {
            if (input is not null)
            {
                await process
                    .StandardInput.WriteAsync(input.AsMemory(), cancellationToken)
                    .ConfigureAwait(false);
            }

            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program did not read all of its input: its exit code tells whether that is a failure.
        }
    }
}
