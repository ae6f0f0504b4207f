namespace Cake.Frosting.Release.Configuration;

/// <summary>Finds what depends on itself.</summary>
internal static class CycleCheck
{
    private const int LongestShown = 20;

    /// <summary>Walks every way once, with a stack of its own; a way that meets itself is a cycle.</summary>
    internal static void Run(IReadOnlyList<Reference> references, Problems problems)
    {
        var next = references.ToLookup(reference => reference.Owner!);
        var done = new HashSet<string>();
        foreach (var start in next.Select(group => group.Key))
        {
            var way = new OrderedDictionary<string, bool>();
            var ahead = new Stack<(Reference? By, string Name, bool Leave)>([(null, start, false)]);
            while (ahead.TryPop(out var step))
            {
                if (step.Leave)
                {
                    way.RemoveAt(way.Count - 1);
                    done.Add(step.Name);
                }
                else if (way.IndexOf(step.Name) is var begin and >= 0)
                {
                    problems.Add(
                        step.By!.Position,
                        step.By.Path,
                        Message([.. way.Keys.Skip(begin), step.Name])
                    );
                }
                else if (!done.Contains(step.Name))
                {
                    way.Add(step.Name, true);
                    ahead.Push((null, step.Name, true));
                    foreach (var reference in next[step.Name].Reverse())
                    {
                        ahead.Push((reference, reference.Name, false));
                    }
                }
            }
        }
    }

    private static string Message(List<string> cycle)
    {
        var shown = cycle.Count > LongestShown ? [.. cycle.Take(LongestShown), "…"] : cycle;
        return $"{string.Join(" → ", shown.Select(Quoting.OneLine))} is a cycle; nothing in it could ever start";
    }
}
