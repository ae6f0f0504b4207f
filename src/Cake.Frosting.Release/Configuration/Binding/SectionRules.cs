namespace Cake.Frosting.Release.Configuration;

/// <summary>What must hold between the keys of a section.</summary>
internal static class SectionRules
{
    /// <summary>Adds a problem for every unknown key and every combination that makes no sense.</summary>
    internal static void Check(SectionShape shape, MapNode map, string path, BindingContext context)
    {
        var problems = context.Problems;
        var known = shape.Settings.Select(setting => setting.Key).ToList();
        foreach (
            var entry in map.Entries.Where(entry =>
                !known.Contains(entry.Key) && !IsExtension(entry.Key, path)
            )
        )
        {
            var below = path.Length == 0 ? entry.Key : $"{path}/{entry.Key}";
            problems.Add(entry.Position, below, $"the key is unknown{WayOut(entry.Key, known)}");
        }
        var present = map.Entries.Where(entry => entry.Value is not ScalarNode { IsNull: true }).ToList();
        foreach (var entry in present)
        {
            if (
                shape.Settings.FirstOrDefault(setting => setting.Key == entry.Key) is { } setting
                && !setting.IsFor(context.Platform)
            )
            {
                problems.Add(
                    entry.Position,
                    path.Length == 0 ? entry.Key : $"{path}/{entry.Key}",
                    $"is for {KindsOf(setting)}, and platform/kind is {EnumValue.NameOf(context.Platform)}"
                );
            }
        }
        foreach (var rule in shape.Excludes.Where(rule => present.Exists(entry => entry.Key == rule.Key)))
        {
            foreach (var entry in present.Where(entry => rule.Others.Contains(entry.Key)))
            {
                problems.Add(
                    entry.Position,
                    $"{path}/{entry.Key}",
                    $"cannot be there together with '{rule.Key}'"
                );
            }
        }
        if (shape.OneOf.Count > 0)
        {
            OneOf(shape.OneOf, map, present, path, problems);
        }
    }

    /// <summary>Adds a problem for every item that repeats what must be unique.</summary>
    internal static void CheckUnique(SectionShape shape, ListNode list, string path, Problems problems)
    {
        foreach (var setting in shape.Settings.Where(setting => setting.About.IsUnique))
        {
            var seen = new Dictionary<string, int>();
            foreach (var (index, item) in list.Items.Index())
            {
                if (
                    (item as MapNode)?.Find(setting.Key)?.Value is ScalarNode value
                    && !seen.TryAdd(value.Text, value.Position.Line)
                )
                {
                    problems.Add(
                        value.Position,
                        $"{path}[{index}]/{setting.Key}",
                        $"{Quoting.Quote(value.Text)} is already in line {seen[value.Text]}"
                    );
                }
            }
        }
    }

    /// <summary>Keys at the top that belong to nobody, so that anchors have a place to stand.</summary>
    private static bool IsExtension(string key, string path) =>
        path.Length == 0 && key.StartsWith("x-", StringComparison.Ordinal);

    private static void OneOf(
        IReadOnlyList<string> keys,
        MapNode map,
        List<MapEntry> present,
        string path,
        Problems problems
    )
    {
        var found = present.Where(entry => keys.Contains(entry.Key)).ToList();
        var choice = $"{string.Join(", ", keys.SkipLast(1))} or {keys[^1]}";
        if (found.Count == 0)
        {
            problems.Add(map.Position, path, $"must have one of {choice}");
        }
        foreach (var extra in found.Skip(1))
        {
            problems.Add(
                extra.Position,
                $"{path}/{extra.Key}",
                $"must have only one of {choice}, and has '{found[0].Key}'"
            );
        }
    }

    private static string KindsOf(Setting setting) =>
        string.Join(" and ", setting.About.Kinds.Select(kind => EnumValue.NameOf(kind)));

    private static string WayOut(string key, List<string> known) =>
        Suggestion.Closest(key, known) is { } closest
            ? $"; did you mean '{closest}'?"
            : $"; there are {string.Join(", ", known)}";
}
