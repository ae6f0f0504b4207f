using System.Diagnostics;

namespace Recipes.Tests.Harness;

/// <summary>Git as a developer types it; a command that fails fails the test.</summary>
internal static class GitCommand
{
    public static string Run(string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-C", directory, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var git = Process.Start(start)!;
        var output = git.StandardOutput.ReadToEnd();
        var error = git.StandardError.ReadToEnd();
        git.WaitForExit();
        git.ExitCode.ShouldBe(0, error);
        return output.Trim();
    }
}
