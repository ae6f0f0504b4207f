using System.Diagnostics;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Commands;

/// <summary>A running command of a pipeline.</summary>
internal sealed class PipelineProcess : IDisposable
{
    private const int ErrorLimit = 64 * 1024;

    private readonly PipelinePart part;
    private readonly CommandFailures failures;
    private readonly OutputPump error;
    private readonly Process process;

    public PipelineProcess(PipelinePart part, Redactor redactor, Leash? leash, Action<string>? onLine)
    {
        this.part = part;
        failures = new CommandFailures(part.Place, part.Command, redactor);
        process = ProcessStart.Start(part.Place.Locate(part.Command), failures, leash);
        error = new OutputPump(process.StandardError, ErrorLimit, redactor, onLine);
        Reading = error.ReadAsync();
        Exit = process.WaitForExitAsync(CancellationToken.None);
    }

    public Stream Input => process.StandardInput.BaseStream;

    public Stream Output => process.StandardOutput.BaseStream;

    public StreamReader OutputText => process.StandardOutput;

    /// <summary>Reads standard error to its end.</summary>
    public Task Reading { get; }

    public Task Exit { get; }

    public int ExitCode => process.ExitCode;

    public bool Succeeded => process.HasExited && part.Command.SuccessCodes.Contains(process.ExitCode);

    /// <summary>Whether it was ended from here.</summary>
    public bool WasStopped { get; private set; }

    /// <summary>Whether nobody read on while it still had something to say: that it fails then is a consequence.</summary>
    public bool LostItsReader { get; private set; }

    /// <summary>Lets it know that nobody reads any more.</summary>
    public void Abandon()
    {
        LostItsReader = true;
        Output.Dispose();
    }

    public CommandFailedException Failure() => failures.ExitCode(process.ExitCode, error.Redacted, "");

    public async Task StopAsync()
    {
        if (!process.HasExited)
        {
            WasStopped = true;
            await ProcessEnding.EndAsync(process).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        error.Close();
        process.Dispose();
    }
}
