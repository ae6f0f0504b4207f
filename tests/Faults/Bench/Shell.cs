using System.Diagnostics;

namespace Faults.Bench;

/// <summary>Commands of the suite's own, as an operator types them.</summary>
internal static class Shell
{
    /// <summary>Runs a command to its end; what it wrote, or an exception with what it wrote.</summary>
    public static async Task<string> RunAsync(
        string directory,
        string program,
        params IEnumerable<string> arguments
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output.Trim()
            : throw new InvalidOperationException(
                $"{program} {string.Join(' ', arguments)} failed ({process.ExitCode}): {await error}{output}"
            );
    }
}
