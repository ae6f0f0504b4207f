using System.Globalization;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>How far the log was read since a mark, and what was found on the way.</summary>
/// <param name="UpTo">The place that the next reading begins at.</param>
/// <param name="Rows">What can have changed the database.</param>
internal sealed record WalProgress(string UpTo, IReadOnlyList<WalRow> Rows)
{
    public static WalProgress From(WalMark mark) => new(mark.Lsn, []);

    /// <summary>What an earlier reading since the same mark recorded, or the beginning.</summary>
    public static WalProgress Find(Facts facts, string step, WalMark mark)
    {
        if (
            facts.Find(step, "mark") != mark.Lsn
            || facts.Find(step, "upTo") is not { Length: > 0 } upTo
            || facts.Find(step, "records") is not { } records
        )
        {
            return From(mark);
        }

        return new WalProgress(
            upTo,
            [
                .. records
                    .Split(';', StringSplitOptions.RemoveEmptyEntries)
                    .Select(record => record.Split(' ', 4))
                    .Select(part => new WalRow(Number(part[0]), Number(part[1]), part[3], Number(part[2]))),
            ]
        );
    }

    public void Record(Facts facts, string step, WalMark mark)
    {
        facts.Record(step, "upTo", "");
        facts.Record(step, "mark", mark.Lsn);
        facts.Record(
            step,
            "records",
            string.Join(
                ';',
                Rows.Select(row =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{row.Space} {row.File} {row.Number} {row.Kind}"
                    )
                )
            )
        );
        facts.Record(step, "upTo", UpTo);
    }

    public WalProgress Further(string upTo, IReadOnlyList<WalRow> rows) =>
        new(
            upTo,
            [
                .. Rows.Concat(rows)
                    .GroupBy(row => (row.Space, row.File, row.Kind))
                    .Select(group => group.First() with { Number = group.Sum(row => row.Number) }),
            ]
        );

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
