using System.Diagnostics;

namespace Benchmarks;

/// <summary>Starts processes and measures them.</summary>
internal static class Shell
{
    /// <summary>Runs to the end and returns the wall time; throws with what it said when it fails.</summary>
    public static TimeSpan Run(string program, IReadOnlyList<string> arguments, string directory)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var elapsed = Stopwatch.GetElapsedTime(began);
        return process.ExitCode == 0
            ? elapsed
            : throw new InvalidOperationException(
                $"{program} failed ({process.ExitCode}): {error.Result}{output}"
            );
    }

    /// <summary>Runs to the end, and what it says is shown.</summary>
    public static void Show(string program, IReadOnlyList<string> arguments, string directory)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments) { WorkingDirectory = directory }
        )!;
        process.WaitForExit();
    }

    /// <summary>Whether a program can be started by its name.</summary>
    public static bool Has(string program)
    {
        var directories = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return directories.Any(directory => File.Exists(Path.Join(directory, program)));
    }
}
