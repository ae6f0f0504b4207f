using Cake.Frosting.Release.Steps;
using Faults.Bench;

namespace Faults.Invariants;

/// <summary>
/// Beside the database stands at most one restore point, that of the newest release that went live, and at most one
/// database for each release that failed after its migration had begun.
/// </summary>
internal sealed class DatabasesAreTidy : IInvariant
{
    public string Name => "databases are tidy";

    /// <summary>Restore points, scratch databases and clones; not what was kept of releases that failed.</summary>
    public static async Task<IReadOnlyList<string>> PointsAsync(IFaultBench bench) =>
        [
            .. (await bench.Server.BesideAsync("shop")).Where(name =>
                !name.Contains("_failed_", StringComparison.Ordinal)
            ),
        ];

    public async Task<IReadOnlyList<string>> FindAsync(Scene scene)
    {
        var problems = new List<string>();
        var record = scene.Record;
        var beside = await scene.Bench.Server.BesideAsync("shop");
        var points = await PointsAsync(scene.Bench);
        // What could not be dropped was warned of, and the next release drops it.
        var told =
            record?.Warnings.Any(warning =>
                warning.StartsWith("announce/", StringComparison.Ordinal)
                || warning.Contains("could not be taken back", StringComparison.Ordinal)
            ) == true;
        // A release that goes live drops what earlier ones left; another adds nothing to it.
        var isLive = record?.Outcome is Outcome.Live or Outcome.LiveWithWarnings;
        IReadOnlyList<string> many = isLive ? points : [.. points.Except(scene.BesideBefore)];
        if (many.Count > (isLive ? 1 : 0) && !told)
        {
            problems.Add($"restore points that should be gone: {string.Join(", ", many)}");
        }

        var own = record?.Release.DatabaseSuffix ?? "-";
        if (
            !told
            && record?.Outcome is Outcome.OldStillRunning or Outcome.RolledBack
            && points.FirstOrDefault(name => name.EndsWith(own, StringComparison.Ordinal)) is { } left
        )
        {
            problems.Add($"{left} is left of a release that was taken back");
        }

        if (beside.Count(name => name.EndsWith("_failed_" + own, StringComparison.Ordinal)) > 1)
        {
            problems.Add("more than one database was kept aside");
        }

        var slots = await scene.Bench.Server.QueryAsync<string[]>(
            "postgres",
            "select coalesce(array_agg(slot_name::text), '{}') from pg_replication_slots"
        );
        if (slots.Length > 0 && !told)
        {
            problems.Add($"the server keeps its log for {string.Join(", ", slots)}");
        }

        problems.AddRange(
            beside
                .Where(name => name.Contains("_schema_", StringComparison.Ordinal))
                .Select(name => $"{name} is left")
        );
        return problems;
    }
}
