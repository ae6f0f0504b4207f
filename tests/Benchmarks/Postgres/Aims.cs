using System.Globalization;

namespace Benchmarks.Postgres;

/// <summary>What was aimed at, and what was reached.</summary>
internal static class Aims
{
    public static void Print(
        IReadOnlyList<Measured> saved,
        IReadOnlyList<Measured> restored,
        Meter meter,
        StepTimes times
    )
    {
        var dump = Seconds(saved, PostgresContenders.PlainDump);
        var restore = times.Seconds("proof", "backup/restore");
        // All that is done besides the dump: the hashes before, the restore, and the comparison.
        var proof = Seconds(saved, PostgresContenders.OurProof) - Seconds(saved, PostgresContenders.OurPipe);
        var psql = Seconds(restored, PostgresContenders.PlainRestore);
        var fence = times.Seconds("release", "stop/fence") + times.Seconds("release", "stop/restore-point");
        var table = new Table("aim", "at most", "reached");
        Add(
            "backup with compression against pg_dump > file",
            "1.4",
            Ratio(saved, PostgresContenders.OurPipe)
        );
        Add(
            "its size against pg_dump > file",
            "0.2",
            (double)meter.Bytes(PostgresContenders.OurPipe) / meter.Bytes(PostgresContenders.PlainDump)
        );
        Add(
            "proof, in seconds, against the restore in it and half a dump",
            Text(restore + (dump / 2)),
            proof
        );
        Add("fence and restore point when nothing was written, in seconds", "0.3", fence);
        Add("rollback by swap against psql < file", "0.01", times.Seconds("release", "rollback/swap") / psql);
        Add(
            "peak memory of our process, in MB (a tenth of the database: the same)",
            Text(times.Memory("small") * 1.25),
            times.Memory("proof")
        );
        table.Print("Aims");

        void Add(string aim, string most, double reached) => table.Add(aim, most, Text(reached));
    }

    private static double Seconds(IReadOnlyList<Measured> measured, string name) =>
        measured.First(one => one.Contender.Name == name).Seconds;

    private static double Ratio(IReadOnlyList<Measured> measured, string name) =>
        measured.First(one => one.Contender.Name == name).Ratio;

    private static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
