namespace Cake.Frosting.Release.Reports;

/// <summary>The workflow commands by which a program speaks to GitHub Actions, and how to keep others from it.</summary>
internal static class ActionsCommand
{
    public static string Group(string name) => $"::group::{Data(name)}";

    public static string EndGroup => "::endgroup::";

    public static string Error(string title, string text) => $"::error title={Property(title)}::{Data(text)}";

    public static string Warning(string title, string text) =>
        $"::warning title={Property(title)}::{Data(text)}";

    /// <summary>
    /// A line that Actions takes for text, whatever it holds: commands of the new form count at the begin of a
    /// line only, those of the old form anywhere.
    /// </summary>
    public static string Defuse(string line)
    {
        var text = line.Replace("##[", "# #[", StringComparison.Ordinal);
        return text.TrimStart().StartsWith("::", StringComparison.Ordinal) ? $"· {text.TrimStart()}" : text;
    }

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text)
            .Replace(":", "%3A", StringComparison.Ordinal)
            .Replace(",", "%2C", StringComparison.Ordinal);
}
