using System.Globalization;
using System.Xml.Linq;

namespace Build.Tests;

/// <summary>What the runner wrote down of every test.</summary>
/// <param name="Passed">How many passed.</param>
/// <param name="Failed">Those that failed.</param>
/// <param name="Skipped">Those that did not run.</param>
internal sealed record TestResults(
    int Passed,
    IReadOnlyList<TestResult> Failed,
    IReadOnlyList<TestResult> Skipped
)
{
    private static readonly XNamespace Trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <summary>Reads all result files of a directory.</summary>
    /// <param name="directory">The directory; none there means that nothing ran.</param>
    public static TestResults Read(string directory)
    {
        var files = Directory.Exists(directory) ? Directory.GetFiles(directory, "*.trx") : [];
        var tests = files
            .SelectMany(file => XDocument.Load(file).Descendants(Trx + "UnitTestResult"))
            .Select(TestResult.From)
            .ToLookup(test =>
                test.Outcome switch
                {
                    "Passed" => "passed",
                    "NotExecuted" or "Inconclusive" => "skipped",
                    _ => "failed",
                }
            );
        return new TestResults(tests["passed"].Count(), [.. tests["failed"]], [.. tests["skipped"]]);
    }

    /// <summary>Prints why tests were skipped, and which failed.</summary>
    /// <param name="output">Where.</param>
    public void Print(TextWriter output)
    {
        foreach (
            var reason in Skipped.GroupBy(test => test.FirstLine).OrderByDescending(group => group.Count())
        )
        {
            output.WriteLine($"Skipped {reason.Count()}: {reason.Key}");
        }

        foreach (var test in Failed)
        {
            output.WriteLine($"Failed {test.Name}\n    {test.Message.ReplaceLineEndings("\n    ")}");
        }
    }

    /// <summary>The counts, as CI reads them.</summary>
    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Passed} passed, {Failed.Count} failed, {Skipped.Count} skipped"
        );
}
