using System.Diagnostics;
using System.Reflection;
using System.Text;

namespace Recipes.Tests.Harness;

/// <summary>One run of the built build script in a directory, as a user or a CI job starts it.</summary>
internal sealed class ToolRun : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    private readonly Process process;
    private readonly StringBuilder output = new();

    private ToolRun(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => Append(line.Data);
        process.ErrorDataReceived += (_, line) => Append(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Everything written so far, standard error included.</summary>
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

    public int ExitCode => process.ExitCode;

    public bool HasEnded => process.HasExited;

    public int ProcessId => process.Id;

    public static ToolRun Start(
        string directory,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        var built = typeof(ToolRun)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .First(attribute => attribute.Key == "Build")
            .Value!;
        // What is started in a script's background ignores Ctrl-C, and so would the tool.
        IReadOnlyList<string> launcher = OperatingSystem.IsLinux()
            ? ["env", "--default-signal=INT", "dotnet"]
            : ["dotnet"];
        var start = new ProcessStartInfo(launcher[0], [.. launcher.Skip(1), "exec", built, .. arguments])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return new ToolRun(Process.Start(start)!);
    }

    /// <summary>Waits for the end; a run that hangs is killed and fails the test.</summary>
    public async Task<ToolRun> EndAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            Kill();
            Assert.Fail($"The tool did not end within {Limit}:\n{Output}");
        }

        return this;
    }

    /// <summary>SIGKILL to the tool alone: what it started lives on, as after a real kill.</summary>
    public void Kill()
    {
        process.Kill(entireProcessTree: false);
        process.WaitForExit();
    }

    public void Signal(string signal)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {process.Id}"]);
        kill.WaitForExit();
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
