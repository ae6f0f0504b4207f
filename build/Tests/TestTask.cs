using Build.Output;
using Cake.Common;
using Cake.Core;
using Cake.Frosting;
using Cake.Frosting.Release.Chain;
using Cake.Frosting.Release.Commands;

namespace Build.Tests;

/// <summary>Passes all tests, or those that <c>--filter</c> chooses.</summary>
/// <param name="closing">Gets the counts.</param>
[TaskName("Test")]
[TaskDescription("Passes all tests, or those of --filter=EXPRESSION; ends with their counts.")]
public sealed class TestTask(ClosingLine closing) : AsyncFrostingTask<ReleaseContext>
{
    private static string Results => Path.Combine(Repository.Artifacts, "test-results");

    /// <inheritdoc/>
    public override Task RunAsync(ReleaseContext context) =>
        context.Releaser.DoAsync((tool, token) => RunAsync(tool, context.Argument("filter", ""), token));

    private async Task RunAsync(Tool tool, string filter, CancellationToken cancellationToken)
    {
        if (Directory.Exists(Results))
        {
            Directory.Delete(Results, recursive: true);
        }

        await Repository.ShowAsync(
            tool,
            new Command("dotnet", "build", "Recipes.sln", "--nologo", "--verbosity=quiet"),
            cancellationToken
        );
        // Side by side: much of what they do is waiting for databases, engines and releases.
        var runs = await Task.WhenAll(
            Directory
                .EnumerateFiles(
                    Path.Combine(Repository.Root, "tests"),
                    "*.Tests.csproj",
                    SearchOption.AllDirectories
                )
                .Order(StringComparer.Ordinal)
                .Select(project => Repository.ShowAsync(tool, TestsOf(project, filter), cancellationToken))
        );
        var results = TestResults.Read(Results);
        results.Print(tool.Output);
        closing.Text = results.ToString();
        if (results.Failed.Count > 0 || results.Passed == 0 || runs.Any(run => run.ExitCode != 0))
        {
            throw new CakeException(1, Verdict(results));
        }
    }

    /// <summary>The exit code is not the last word: the counts say more, and closing on no test is a failure too.</summary>
    private static Command TestsOf(string project, string filter) =>
        new Command(
            "dotnet",
            "test",
            Path.GetRelativePath(Repository.Root, project),
            "--no-build",
            "--nologo",
            "--verbosity=quiet",
            $"--logger:trx;LogFileName={Path.GetFileNameWithoutExtension(project)}.trx",
            "--logger:console;verbosity=minimal",
            $"--results-directory:{Results}"
        ).With(filter.Length == 0 ? [] : ["--filter", filter]) with
        {
            SuccessCodes = [0, 1],
        };

    private static string Verdict(TestResults results) =>
        results switch
        {
            { Failed.Count: > 0 } => $"{results.Failed.Count} of the tests failed.",
            { Passed: 0 } => "No test passed: nothing was tested.",
            _ => "The test runner failed, though no test did; its output above says why.",
        };
}
