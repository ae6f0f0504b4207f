namespace Cake.Frosting.Release.Configuration;

/// <summary>Checks that names exist.</summary>
internal static class ReferenceCheck
{
    /// <summary>Adds a problem for every name that does not exist and for every cycle.</summary>
    internal static void Run(MapNode root, IReadOnlyList<Reference> references, Problems problems)
    {
        foreach (var map in references.GroupBy(reference => reference.Target))
        {
            var names = Names(root, map.Key);
            foreach (var reference in map.Where(reference => !names.Contains(reference.Name)))
            {
                problems.Add(reference.Position, reference.Path, Missing(reference, names, problems));
            }
            CycleCheck.Run([.. map.Where(reference => reference.Owner is not null)], problems);
        }
    }

    private static HashSet<string> Names(MapNode root, string map) =>
        root.Find(map)?.Value is MapNode entries ? [.. entries.Entries.Select(entry => entry.Key)] : [];

    private static string Missing(Reference reference, HashSet<string> names, Problems problems)
    {
        var wrong = $"{reference.Shown} is not one of the {reference.Target}; ";
        var closest =
            problems.AreMany || reference.Shown.IsExpanded ? null : Suggestion.Closest(reference.Name, names);
        return wrong
            + (
                closest is not null ? $"did you mean '{closest}'?"
                : names.Count == 0 ? "there are none"
                : $"there are {string.Join(", ", names.Take(10).Select(Quoting.OneLine))}"
            );
    }
}
