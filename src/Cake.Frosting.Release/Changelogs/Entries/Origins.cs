using Cake.Frosting.Release.Git;

namespace Cake.Frosting.Release.Changelogs;

/// <summary>Says in messages where entries are from.</summary>
internal static class Origins
{
    public static string Of(int count, string noun, CommitRange range) =>
        GitText.Count(count, noun)
        + (
            range.Since is null
                ? ""
                : $" since {range.Since.Replace("refs/tags/", "", StringComparison.Ordinal)}"
        )
        + (range.Paths.Count == 0 ? "" : $" in {string.Join(", ", range.Paths)}");
}
