using System.Text;

namespace Cake.Frosting.Release.Reports;

/// <summary>
/// The last lines of a terminal, rewritten in place beneath the lines that stay. Every change is a single
/// write, so that nothing flickers. Not safe to use from several threads.
/// </summary>
internal sealed class LiveRegion(TextWriter output, Func<int> askWidth)
{
    private const int MostLines = 8;
    private const int Narrowest = 20;
    private int[] drawn = [];
    private bool isBroken;

    /// <summary>Writes lines that stay above the region, and draws the region anew.</summary>
    /// <param name="staying">The lines that stay.</param>
    /// <param name="region">
    /// The region's lines, each of a bold or plain head and a dim tail; neither holds escape codes.
    /// </param>
    /// <param name="ink">Colours the tails.</param>
    public void Write(IEnumerable<string> staying, IReadOnlyList<(string Head, string Tail)> region, Ink ink)
    {
        var width = Width();
        var text = new StringBuilder();
        Erase(text, width);
        foreach (var line in staying)
        {
            text.Append(line).Append('\n');
        }

        drawn = width < Narrowest ? [] : Draw(text, region, width, ink);
        Put(text.ToString());
    }

    private void Erase(StringBuilder text, int width)
    {
        if (drawn.Length > 0)
        {
            // A terminal that became narrower meanwhile has wrapped the lines.
            var rows = drawn.Sum(cells => width <= 0 ? 1 : Math.Max(1, (cells + width - 1) / width));
            text.Append("\e[").Append(rows).Append("A\r\e[J");
        }
    }

    private static int[] Draw(
        StringBuilder text,
        IReadOnlyList<(string Head, string Tail)> region,
        int width,
        Ink ink
    )
    {
        var lines = region.Take(MostLines).ToList();
        if (region.Count > MostLines)
        {
            lines[^1] = ($"  … and {region.Count - MostLines + 1} more", "");
        }

        var widths = new List<int>();
        foreach (var (head, tail) in lines)
        {
            // The last column stays free: a terminal may wrap a line that fills it.
            var first = Cells.Cut(head, width - 1);
            var rest = Cells.Cut(tail, Math.Max(0, width - 1 - Cells.Width(first) - 2));
            text.Append(first);
            if (rest.Length > 0)
            {
                text.Append("  ").Append(ink.Dim(rest));
            }

            text.Append('\n');
            widths.Add(Cells.Width(first) + (rest.Length > 0 ? Cells.Width(rest) + 2 : 0));
        }

        return [.. widths];
    }

    private void Put(string text)
    {
        if (isBroken || text.Length == 0)
        {
            return;
        }

        try
        {
            output.Write(text);
            output.Flush();
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // Whoever read along is gone. A release goes on without an audience.
            isBroken = true;
        }
    }

    private int Width()
    {
        try
        {
            return askWidth();
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
