namespace Cake.Frosting.Release.Postgres;

/// <summary>Compares the files with the history, without touching either.</summary>
internal static class MigrationComparison
{
    public static MigrationPlan Compare(
        IReadOnlyList<MigrationScript> scripts,
        IReadOnlyList<AppliedMigration> history
    )
    {
        var problems = new List<string>();
        var pending = new List<MigrationScript>();
        var rows = history.ToDictionary(row => row.Version);
        var last = history.Where(row => row.State != MigrationState.Begun).LastOrDefault();
        var baseline = history.Where(row => row.State == MigrationState.Baseline).LastOrDefault();
        foreach (var script in scripts)
        {
            if (rows.Remove(script.Version, out var row))
            {
                Check(script, row, problems, pending);
            }
            else if (baseline is not null && Compare(script.Version, baseline.Version) <= 0)
            {
                continue;
            }
            else
            {
                if (last is not null && Compare(script.Version, last.Version) < 0)
                {
                    problems.Add(
                        $"{script.Name} is out of order: {last.Name} was applied before it. Give it a version after {last.Version}."
                    );
                }

                pending.Add(script);
            }
        }

        problems.AddRange(
            rows.Values.Where(row => row.State != MigrationState.Baseline)
                .Select(row =>
                    $"{row.Name} was applied on {row.AppliedAt:u} and its file is missing. Bring it back; an older version of the project cannot migrate this database."
                )
        );
        return new MigrationPlan(pending, history, problems);
    }

    private static int Compare(string version, string other) =>
        MigrationVersion.Parse(version).CompareTo(MigrationVersion.Parse(other));

    private static void Check(
        MigrationScript script,
        AppliedMigration row,
        List<string> problems,
        List<MigrationScript> pending
    )
    {
        if (row.State == MigrationState.Begun)
        {
            pending.Add(script);
            if (script.Checksum != row.Checksum)
            {
                problems.Add(
                    $"{script.Name} was changed after {row.StatementsDone} of its statements were committed: its SHA-256 is {script.Checksum} and was {row.Checksum}. Bring the file back as it was; it goes on after those statements."
                );
            }
        }
        else if (row.State == MigrationState.Applied && script.Checksum != row.Checksum)
        {
            problems.Add(
                $"{script.Name} was changed after it was applied on {row.AppliedAt:u}: its SHA-256 is {script.Checksum} and was {row.Checksum}. Bring it back as it was, and write a new file for the change."
            );
        }
    }
}
