namespace Cake.Frosting.Release.Configuration;

/// <summary>Finds what a mistyped word was meant to be.</summary>
internal static class Suggestion
{
    /// <summary><c>; did you mean 'command'?</c>, or nothing where no name is close.</summary>
    internal static string For(string word, IEnumerable<string> names) =>
        Closest(word, names) is { } name ? $"; did you mean '{name}'?" : "";

    /// <summary>The name that is closest to a word; <c>null</c> where none is close.</summary>
    internal static string? Closest(string word, IEnumerable<string> names)
    {
        var simple = Simplify(word);
        if (simple.Length is 0 or > 60)
        {
            return null;
        }
        return names
            .Select(name => (name, distance: Distance(simple, Simplify(name))))
            .Where(candidate =>
                candidate.distance <= Math.Max(1, Math.Min(simple.Length, candidate.name.Length) / 3)
            )
            .OrderBy(candidate => candidate.distance)
            .Select(candidate => candidate.name)
            .FirstOrDefault();
    }

    private static string Simplify(string word) =>
        string.Concat(word.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    /// <summary>How many letters must be added, removed, changed or swapped with their neighbour.</summary>
    private static int Distance(string from, string to)
    {
        if (to.Length > 60)
        {
            return int.MaxValue;
        }
        var costs = new int[from.Length + 1, to.Length + 1];
        for (var i = 0; i <= from.Length; i++)
        {
            for (var j = 0; j <= to.Length; j++)
            {
                costs[i, j] =
                    i == 0 ? j
                    : j == 0 ? i
                    : Cheapest(from, to, costs, i, j);
            }
        }
        return costs[from.Length, to.Length];
    }

    private static int Cheapest(string from, string to, int[,] costs, int i, int j)
    {
        var change = costs[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
        var cost = Math.Min(change, 1 + Math.Min(costs[i - 1, j], costs[i, j - 1]));
        var swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
        return swapped ? Math.Min(cost, costs[i - 2, j - 2] + 1) : cost;
    }
}
