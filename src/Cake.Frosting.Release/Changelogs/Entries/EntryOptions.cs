namespace Cake.Frosting.Release.Changelogs;

/// <summary>How commits and pull requests become entries.</summary>
public sealed record EntryOptions
{
    /// <summary>The value of <see cref="Sections"/> that leaves an entry out.</summary>
    public const string LeftOut = "none";

    /// <summary>The key of <see cref="Sections"/> for everything that has neither type nor label.</summary>
    public const string Other = "other";

    /// <summary>
    /// The subsection of each type of Conventional Commits and of each label; the order is that of the changelog.
    /// What is not in it is left out, unless it is breaking.
    /// </summary>
    public IReadOnlyDictionary<string, string> Sections { get; init; } =
        new Dictionary<string, string>
        {
            ["feat"] = "Added",
            ["perf"] = "Changed",
            ["revert"] = "Changed",
            ["fix"] = "Fixed",
            ["security"] = "Security",
        };

    /// <summary>How an entry is written.</summary>
    public EntryTemplate Template { get; init; } = EntryTemplate.Default;

    /// <summary>The subsection of what breaks and has no other.</summary>
    public string BreakingSection { get; init; } = "Changed";

    /// <summary>The subsection of what is called by one of these names; <c>null</c> where it is left out.</summary>
    /// <param name="names">Type and labels, the most telling first.</param>
    /// <param name="isBreaking">Whether it breaks what users relied on: then it is never left out.</param>
    internal string? SectionOf(IEnumerable<string> names, bool isBreaking)
    {
        foreach (var name in names)
        {
            if (Find(name) is { } found)
            {
                return Unless(found, isBreaking);
            }
        }

        return Unless(LeftOut, isBreaking);
    }

    /// <inheritdoc cref="SectionOf(IEnumerable{string}, bool)"/>
    internal string? SectionOf(string name, bool isBreaking) => Unless(Find(name) ?? LeftOut, isBreaking);

    private string? Unless(string found, bool isBreaking) =>
        found != LeftOut ? found
        : isBreaking ? BreakingSection
        : null;

    private string? Find(string name)
    {
        if (Sections.TryGetValue(name, out var exact))
        {
            return exact;
        }

        foreach (var (key, section) in Sections)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return section;
            }
        }

        return null;
    }

    /// <summary>The entries, subsection by subsection; subsections of no configuration come last.</summary>
    internal IReadOnlyList<ChangelogEntry> InOrder(IEnumerable<ChangelogEntry> entries)
    {
        var found = entries.ToLookup(entry => entry.Section, StringComparer.Ordinal);
        return
        [
            .. Sections
                .Values.Distinct()
                .Concat(found.Select(group => group.Key))
                .Distinct()
                .SelectMany(section => found[section]),
        ];
    }
}
