using System.Diagnostics;

namespace Cake.Frosting.Release.Commands;

/// <summary>The runner that starts real processes.</summary>
/// <param name="redactor">Replaces secrets in output and errors.</param>
/// <param name="leash">Ends what runs when the tool is killed; <c>null</c>, the default, lets it run on.</param>
public sealed class CommandRunner(Redactor redactor, Leash? leash = null) : ICommandRunner
{
    private const int OutputLimit = 4 * 1024 * 1024;
    private const int ErrorLimit = 64 * 1024;

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
        var located = place.Locate(command);
        using var process = ProcessStart.Start(located, failures, leash);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (command.Deadline is { } limit)
        {
            deadline.CancelAfter(limit);
        }

        var isLines = command.RecordEnd == '\n';
        var output = new OutputPump(
            process.StandardOutput,
            isLines ? OutputLimit : ErrorLimit,
            redactor,
            onLine,
            command.RecordEnd
        );
        var error = new OutputPump(process.StandardError, ErrorLimit, redactor, isLines ? onLine : null);
        try
        {
            var reading = Task.WhenAll(output.ReadAsync(), error.ReadAsync());
            await WriteInputAsync(process, located.Input, deadline.Token).ConfigureAwait(false);
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

    /// <inheritdoc/>
    public Task<PipelineResult> PipeAsync(
        Pipeline pipeline,
        Action<string>? onLine = null,
        Action<long>? onBytes = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        cancellationToken.ThrowIfCancellationRequested();
        return new PipelineRun(pipeline, redactor, leash).RunAsync(onLine, onBytes, cancellationToken);
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
