using System.Diagnostics;
using System.Text;

namespace Faults.Bench;

/// <summary>One run of the release tool.</summary>
internal sealed class ToolProcess : IDisposable
{
    /// <summary>The variable that every process inherits which the tool starts.</summary>
    public const string Mark = "FAULTS_WORKSPACE";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(8);
    private readonly Process process;
    private readonly StringBuilder output = new();

    private ToolProcess(Process process, string target)
    {
        this.process = process;
        Target = target;
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Target { get; }

    public int Id => process.Id;

    public bool HasEnded => process.HasExited;

    /// <summary>Whether it ended by itself; otherwise it was killed.</summary>
    public bool WasKilled { get; private set; }

    public int ExitCode => process.ExitCode;

    public string Output
    {
        get
        {
            lock (output)
            {
                return output.ToString();
            }
        }
    }

    public static ToolProcess Start(
        string program,
        string target,
        string directory,
        IEnumerable<string> arguments,
        IEnumerable<KeyValuePair<string, string>> environment
    )
    {
        // A suite that runs in a script's background was told to ignore Ctrl-C, and its children would inherit that.
        var start = new ProcessStartInfo(
            "env",
            ["--default-signal=INT,TERM,HUP", "dotnet", "exec", program, $"--target={target}", .. arguments]
        )
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ToolProcess(Process.Start(start)!, target);
    }

    /// <summary>SIGKILL to the tool alone; whether it still ran.</summary>
    public async Task<bool> KillAsync()
    {
        WasKilled = !process.HasExited;
        process.Kill(entireProcessTree: false);
        await process.WaitForExitAsync();
        return WasKilled;
    }

    /// <summary>Tells that it will be killed with everything else.</summary>
    public void WillBeKilled() => WasKilled = true;

    public void Send(int signal) => ProcessTable.Send(process.Id, signal);

    /// <summary>Waits for its end; whether it came in time.</summary>
    public async Task<bool> EndsWithinAsync(TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Waits for its end.</summary>
    /// <exception cref="TimeoutException">It did not end, and was killed.</exception>
    public async Task EndAsync()
    {
        if (!await EndsWithinAsync(Limit))
        {
            await KillAsync();
            throw new TimeoutException($"--target={Target} did not end within {Limit}:\n{Output}");
        }
    }

    public void Dispose() => process.Dispose();

    private void Append(string? line)
    {
        lock (output)
        {
            output.Append(line).Append('\n');
        }
    }
}
