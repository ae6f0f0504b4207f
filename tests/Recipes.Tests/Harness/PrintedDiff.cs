using System.Text;

namespace Recipes.Tests.Harness;

/// <summary>The diffs of a plan, as they stand in it but for the indentation.</summary>
internal static class PrintedDiff
{
    private const string Indent = "        ";

    public static string In(string output)
    {
        var isDiff = false;
        var diff = new StringBuilder();
        foreach (var line in output.Split('\n'))
        {
            isDiff =
                line.StartsWith($"{Indent}--- a/", StringComparison.Ordinal)
                || (isDiff && line.StartsWith(Indent, StringComparison.Ordinal));
            if (isDiff)
            {
                diff.Append(line.AsSpan(Indent.Length)).Append('\n');
            }
        }

        return diff.ToString();
    }
}
