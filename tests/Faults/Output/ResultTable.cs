namespace Faults.Output;

/// <summary>The results by kind, as a Markdown table.</summary>
internal static class ResultTable
{
    private static readonly string[] Heads =
    [
        "kind",
        "tried",
        "survived",
        "failed",
        "not struck",
        "not here",
        "rows written",
        "rows lost",
    ];

    public static string Render(IReadOnlyList<CaseResult> results)
    {
        List<string[]> rows =
        [
            .. results.GroupBy(result => result.Fault.Kind).Select(kind => Row(kind.Key, [.. kind])),
            Row("all", results),
        ];
        var widths = Heads
            .Select((head, i) => rows.Select(row => row[i].Length).Append(head.Length).Max())
            .ToList();
        return string.Join(
            '\n',
            ((string[][])[Heads, [.. widths.Select(width => new string('-', width))], .. rows]).Select(row =>
                $"| {string.Join(" | ", row.Select((cell, i) => i == 0 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i])))} |"
            )
        );
    }

    private static string[] Row(string name, IReadOnlyList<CaseResult> results)
    {
        int Count(Verdict verdict) => results.Count(result => result.Verdict == verdict);
        return
        [
            name,
            $"{results.Count - Count(Verdict.NotHere)}",
            $"{Count(Verdict.Survived)}",
            $"{Count(Verdict.Failed)}",
            $"{Count(Verdict.Missed)}",
            $"{Count(Verdict.NotHere)}",
            $"{results.Sum(result => result.Written)}",
            $"{results.Sum(result => result.Lost)}",
        ];
    }
}
