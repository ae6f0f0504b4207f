namespace Cake.Frosting.Release.Configuration;

/// <summary>Checks that names exist and that nothing depends on itself.</summary>
internal static class ReferenceCheck
{
    /// <summary>Adds a problem for every name that does not exist and for every cycle.</summary>
    internal static void Run(MapNode root, IReadOnlyList<Reference> references, Problems problems)
    {
        foreach (var reference in references)
        {
            var names =
                (root.Find(reference.Target)?.Value as MapNode)?.Entries.Select(entry => entry.Key).ToList()
                ?? [];
            if (!names.Contains(reference.Name))
            {
                problems.Add(reference.Position, reference.Path, Missing(reference, names));
            }
        }
        foreach (
            var map in references
                .Where(reference => reference.Owner is not null)
                .GroupBy(reference => reference.Target)
        )
        {
            Cycles([.. map], problems);
        }
    }

    private static string Missing(Reference reference, List<string> names)
    {
        var there =
            names.Count == 0
                ? "there are none"
                : $"there are {string.Join(", ", names.Take(10).Select(Quoting.OneLine))}";
        return Suggestion.Closest(reference.Name, names) is { } name
            ? $"{Quoting.Quote(reference.Name)} is not one of the {reference.Target}; did you mean '{name}'?"
            : $"{Quoting.Quote(reference.Name)} is not one of the {reference.Target}; {there}";
    }

    /// <summary>Walks every way once, with a stack of its own; a way that meets itself is a cycle.</summary>
    private static void Cycles(List<Reference> references, Problems problems)
    {
        var next = references.ToLookup(reference => reference.Owner!);
        var done = new HashSet<string>();
        foreach (var start in references.Select(reference => reference.Owner!).Distinct())
        {
            var way = new List<string>();
            var ahead = new Stack<(Reference? Reference, string Name, bool Leave)>([(null, start, false)]);
            while (ahead.TryPop(out var step))
            {
                if (step.Leave)
                {
                    way.RemoveAt(way.Count - 1);
                    done.Add(step.Name);
                }
                else if (way.IndexOf(step.Name) is var begin and >= 0)
                {
                    var cycle = way.Skip(begin).Append(step.Name).Select(Quoting.OneLine);
                    problems.Add(
                        step.Reference!.Position,
                        step.Reference.Path,
                        $"{string.Join(" → ", cycle)} is a cycle"
                    );
                }
                else if (!done.Contains(step.Name))
                {
                    way.Add(step.Name);
                    ahead.Push((null, step.Name, true));
                    foreach (var reference in next[step.Name].Reverse())
                    {
                        ahead.Push((reference, reference.Name, false));
                    }
                }
            }
        }
    }
}
