using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;

namespace Cake.Frosting.Release.Commands;

/// <summary>
/// Ties the processes of one run of the tool to it: when the tool is killed, a small shell that waits beside it ends
/// them. What a process started in a session of its own, as services are, stays. Linux only; elsewhere nothing is tied.
/// </summary>
public sealed class Leash : IDisposable
{
    /// <summary>The variable that marks the processes of a run.</summary>
    public const string Variable = "CAKE_RELEASE_RUN";

    private const string Stat = "/proc/self/stat";
    private static readonly TimeSpan EndDeadline = TimeSpan.FromSeconds(30);
    private readonly Lock gate = new();
    private readonly string mark = Guid.NewGuid().ToString("N");
    private readonly string? session = Session();
    private Process? guard;

    /// <summary>The run as a journal names it, for a later run to end what this one left behind: <c>MARK:SESSION</c>.</summary>
    public string Run => $"{mark}:{session}";

    /// <summary>The command that ends what a run left behind; it succeeds where nothing is left.</summary>
    /// <param name="run">The run, as its <see cref="Run"/> said.</param>
    /// <returns>The command; <c>null</c> for a run of a machine that ties nothing.</returns>
    public static Command? EndCommand(string run)
    {
        ArgumentNullException.ThrowIfNull(run);
        return run.Split(':') is [var mark, { Length: > 0 } session]
            ? new Command("sh", "-c", Script(), "leash", "end", mark, session) { Deadline = EndDeadline }
            : null;
    }

    /// <summary>Lets go: the tool ends in order, and with it everything that it started and waited for.</summary>
    public void Dispose()
    {
        if (guard is null)
        {
            return;
        }

        try
        {
            guard.StandardInput.WriteLine("done");
            guard.StandardInput.Close();
        }
        catch (IOException)
        {
            // Somebody ended it.
        }

        guard.Dispose();
        guard = null;
    }

    /// <summary>Marks a process that is about to be started.</summary>
    internal void Tie(ProcessStartInfo start)
    {
        if (session is null)
        {
            return;
        }

        lock (gate)
        {
            guard ??= StartGuard();
        }

        start.Environment[Variable] = mark;
    }

    private Process StartGuard()
    {
        var start = new ProcessStartInfo("sh", ["-c", Script(), "leash", "guard", mark, session!])
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        try
        {
#pragma warning disable RS0030 // It must outlive the tool, so no runner can wait for it.
            return Process.Start(start)!;
#pragma warning restore RS0030
        }
        catch (Win32Exception exception)
        {
            throw new InvalidOperationException("There is no sh on this machine.", exception);
        }
    }

    private static string Script()
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("leash.sh")!;
        using var reader = new StreamReader(resource);
        return reader.ReadToEnd();
    }

    private static string? Session()
    {
        if (!File.Exists(Stat))
        {
            return null;
        }

        var stat = File.ReadAllText(Stat);
        return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[3];
    }
}
