namespace Benchmarks;

/// <summary>Rows printed as a Markdown table.</summary>
internal sealed class Table(params IReadOnlyList<string> heads)
{
    private readonly List<IReadOnlyList<string>> _rows = [];

    public void Add(params IReadOnlyList<string> cells) => _rows.Add(cells);

    public void Print(string title)
    {
        var widths = heads
            .Select((head, i) => _rows.Select(row => row[i].Length).Append(head.Length).Max())
            .ToList();
        Console.WriteLine();
        Console.WriteLine($"### {title}");
        Console.WriteLine();
        Print(heads, widths);
        Print([.. widths.Select(width => new string('-', width))], widths);
        foreach (var row in _rows)
        {
            Print(row, widths);
        }
    }

    private static void Print(IReadOnlyList<string> cells, List<int> widths) =>
        Console.WriteLine($"| {string.Join(" | ", cells.Select((cell, i) => cell.PadRight(widths[i])))} |");
}
