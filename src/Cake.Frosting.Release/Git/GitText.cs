namespace Cake.Frosting.Release.Git;

/// <summary>How things of git are shown to people.</summary>
internal static class GitText
{
    /// <summary>A commit's id, as long as people write it.</summary>
    public static string Short(string commit) => commit.Length > 9 ? commit[..9] : commit;

    /// <summary>The first names of many.</summary>
    public static string Some(IReadOnlyList<string> names, int shown = 10) =>
        names.Count <= shown
            ? string.Join(", ", names)
            : $"{string.Join(", ", names.Take(shown))} and {names.Count - shown} more";

    /// <summary>A number with its noun.</summary>
    public static string Count(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";
}
