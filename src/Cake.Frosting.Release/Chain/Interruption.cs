using System.Runtime.InteropServices;

namespace Cake.Frosting.Release.Chain;

/// <summary>
/// Ctrl-C, SIGTERM and SIGHUP: the first one interrupts the step that runs and lets it clean up; a second one
/// ends the tool at once, which the journal stands too.
/// </summary>
public sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly List<PosixSignalRegistration> registrations = [];
    private PosixSignal? received;

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>The exit code of a tool that was interrupted: 128 and the signal's number.</summary>
    public int ExitCode =>
        received switch
        {
            PosixSignal.SIGHUP => 129,
            PosixSignal.SIGTERM => 143,
            _ => 130,
        };

    /// <summary>The signal as messages name it.</summary>
    public string Name => received?.ToString() ?? "SIGINT";

    /// <summary>Begins to listen.</summary>
    public void Listen()
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP])
        {
            registrations.Add(PosixSignalRegistration.Create(signal, Handle));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        registrations.ForEach(registration => registration.Dispose());
        source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        if (received is not null)
        {
            return;
        }

        received = context.Signal;
        context.Cancel = true;
        source.Cancel();
    }
}
