using Cake.Frosting.Release.Changelogs;

namespace Cake.Frosting.Release.Versions;

/// <summary>Reads from the unreleased entries of a changelog how great a step they ask for.</summary>
public static class ChangelogBump
{
    /// <summary>The step, or <c>null</c> where nothing is unreleased or no subsection says what it is.</summary>
    /// <param name="changelog">The changelog.</param>
    public static BumpReason? Of(Changelog changelog)
    {
        ArgumentNullException.ThrowIfNull(changelog);
        if (changelog.Unreleased is not { } unreleased || !changelog.HasEntries)
        {
            return null;
        }

        if (changelog.Notes(unreleased).Contains("BREAKING", StringComparison.Ordinal))
        {
            return new BumpReason(
                VersionBump.Major,
                $"{changelog.File} says BREAKING under {unreleased.Text.LabelText}"
            );
        }

        var greatest = changelog
            .Subsections(unreleased)
            .Where(subsection => subsection.HasEntries)
            .Select(subsection => (subsection.Title, Bump: Of(subsection.Title)))
            .Where(one => one.Bump is not null)
            .OrderByDescending(one => one.Bump)
            .FirstOrDefault();
        return greatest.Bump is { } bump
            ? new BumpReason(bump, $"{changelog.File} has entries under {greatest.Title}")
            : null;
    }

    /// <summary>The step that generated entries ask for; <c>null</c> where there are none.</summary>
    /// <param name="generated">The entries.</param>
    public static BumpReason? Of(GeneratedEntries generated)
    {
        ArgumentNullException.ThrowIfNull(generated);
        if (generated.Entries.FirstOrDefault(IsBreaking) is not null)
        {
            return new BumpReason(VersionBump.Major, $"{generated.Origin} say BREAKING");
        }

        var greatest = generated
            .Entries.Select(entry => (entry.Section, Bump: Of(entry.Section) ?? VersionBump.Patch))
            .OrderByDescending(one => one.Bump)
            .FirstOrDefault();
        return greatest.Section is null
            ? null
            : new BumpReason(greatest.Bump, $"{generated.Origin} have entries under {greatest.Section}");

        static bool IsBreaking(ChangelogEntry entry) =>
            entry.Markdown.Contains("BREAKING", StringComparison.Ordinal);
    }

    private static VersionBump? Of(string title)
    {
        // Projects decorate the six words: "✨ Added", "Fixed bugs", "**Security**".
        bool Says(string word) => title.Contains(word, StringComparison.OrdinalIgnoreCase);
        return Says("Removed") || Says("Breaking") ? VersionBump.Major
            : Says("Added") || Says("Changed") || Says("Deprecated") || Says("Feature") ? VersionBump.Minor
            : Says("Fix") || Says("Security") ? VersionBump.Patch
            : null;
    }
}
