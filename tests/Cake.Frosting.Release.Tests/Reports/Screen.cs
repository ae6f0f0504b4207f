using System.Text.RegularExpressions;

namespace Cake.Frosting.Release.Tests.Reports;

/// <summary>What a terminal shows after the codes that the progress uses: up, clear to the end, colours.</summary>
internal sealed partial class Screen
{
    private readonly List<string> lines = [""];

    public Screen(string text)
    {
        foreach (var part in Parts().Matches(text).Select(match => match.Value))
        {
            if (part == "\n")
            {
                lines.Add("");
            }
            else if (part.EndsWith('A') && part[0] == '\e')
            {
                lines.RemoveRange(lines.Count - int.Parse(part[2..^1]), int.Parse(part[2..^1]));
                lines[^1] = "";
            }
            else if (part[0] is not ('\e' or '\r'))
            {
                lines[^1] += part;
            }
        }
    }

    public IReadOnlyList<string> Lines => lines[..^1];

    [GeneratedRegex("\e\\[\\d*[A-Za-z]|\n|\r|[^\e\n\r]+")]
    private static partial Regex Parts();
}
