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

    /// <summary>Writes <c>faults.json</c>, <c>faults.md</c> and a file for each failed fault.</summary>
    public static void Write(string directory, int seed, IReadOnlyList<CaseResult> results)
    {
        Directory.CreateDirectory(directory);
        foreach (var old in Directory.EnumerateFiles(directory, "failed-*.txt"))
        {
            File.Delete(old);
        }

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
        foreach (var failed in results.Where(result => result.Verdict == Verdict.Failed))
        {
            File.WriteAllText(
                Path.Combine(directory, $"failed-{FileName(failed.Fault.Id)}.txt"),
                $"{failed.Fault.Id}, seed {seed}\n\n{string.Join('\n', failed.Broken)}\n\n{string.Join('\n', failed.Told)}\n\n{string.Join("\n---\n", failed.Outputs)}"
            );
        }
    }

    private static string FileName(string id) =>
        string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) || c == '-' ? c : '_'));
}
