using System.Runtime.CompilerServices;

namespace Benchmarks;

/// <summary>This program compiled to machine code, as build.sh compiles the tool: what users start is measured.</summary>
internal static class Published
{
    /// <summary>Compiles it; where the feed lacks the compiler, the program that runs now is measured, and that is said.</summary>
    /// <param name="directory">Where to.</param>
    public static string Program(string directory)
    {
        try
        {
            Shell.Run(
                "dotnet",
                [
                    "publish",
                    Path.Join(Here(), "Benchmarks.csproj"),
                    "--configuration=Release",
                    $"--output={directory}",
                    "--use-current-runtime",
                    "--self-contained=false",
                    "--verbosity=quiet",
                    "-nologo",
                    "-p:GenerateDocumentationFile=false",
                    "-p:RunAnalyzers=false",
                    "-p:PublishReadyToRun=true",
                ],
                "."
            );
            return Path.Join(directory, "Benchmarks");
        }
        catch (InvalidOperationException exception)
        {
            Console.WriteLine($"Not compiled to machine code, so it starts more slowly: {exception.Message}");
            return Environment.ProcessPath!;
        }
    }

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
