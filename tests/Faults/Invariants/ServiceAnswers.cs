using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Steps;

namespace Faults.Invariants;

/// <summary>The version answers that the journal says serves, is healthy, and takes orders: its schema fits.</summary>
internal sealed class ServiceAnswers : IInvariant
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public string Name => "the service answers";

    public static string? Expected(ReleaseRecord? record) =>
        record?.Outcome is Outcome.Live or Outcome.LiveWithWarnings
            ? record.Release.Version
            : record?.Release.PreviousVersion;

    public async Task<IReadOnlyList<string>> FindAsync(Scene scene)
    {
        var record = scene.Record;
        var problem = await scene.Bench.Writer.TryUntilTakenAsync(Patience);
        var served = await scene.Bench.ServedVersionAsync();
        List<string> problems = problem is null ? [] : [problem];
        if (served != Expected(record))
        {
            problems.Add(
                $"{served ?? "no version"} answers, and {record?.Outcome?.ToText() ?? "an unfinished release"} means {Expected(record)}"
            );
        }

        return problems;
    }
}
