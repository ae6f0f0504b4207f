using System.Text.Encodings.Web;
using System.Text.Json;

namespace Faults.Output;

/// <summary>Writes the results for programs, and what each fault that was not survived looked like.</summary>
internal static class Artifacts
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Removes what an earlier run wrote of its failures.</summary>
    public static void Begin(string directory)
    {
        Directory.CreateDirectory(directory);
        foreach (var old in Directory.EnumerateFiles(directory, "failed-*.txt"))
        {
            File.Delete(old);
        }
    }

    /// <summary>Writes down at once what became of a fault that was not survived.</summary>
    public static void WriteFailure(string directory, int seed, CaseResult result)
    {
        if (result.Verdict == Verdict.Failed)
        {
            File.WriteAllText(
                Path.Combine(directory, $"failed-{FileName(result.Fault.Id)}.txt"),
                $"{result.Fault.Id}, seed {seed}\n\n{string.Join('\n', result.Broken)}\n\n{string.Join('\n', result.Told)}\n\n{string.Join("\n---\n", result.Outputs)}"
            );
        }
    }

    /// <summary>Writes <c>faults.json</c> and <c>faults.md</c>.</summary>
    public static void Write(string directory, int seed, IReadOnlyList<CaseResult> results)
    {
        File.WriteAllText(
            Path.Combine(directory, "faults.json"),
            JsonSerializer.Serialize(
                new
                {
                    seed,
                    faults = results.Select(result => new
                    {
                        id = result.Fault.Id,
                        verdict = result.Verdict.ToString().ToLowerInvariant(),
                        seconds = Math.Round(result.Elapsed.TotalSeconds, 1),
                        written = result.Written,
                        lost = result.Lost,
                        told = result.Told,
                        broken = result.Broken,
                    }),
                },
                Json
            )
        );
        File.WriteAllText(
            Path.Combine(directory, "faults.md"),
            $"Seed {seed}\n\n{ResultTable.Render(results)}\n"
        );
    }

    private static string FileName(string id) =>
        string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '_'));
}
