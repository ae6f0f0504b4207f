using System.Globalization;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Configuration;

/// <summary>Collects what is wrong, so that a user sees all of it at once.</summary>
internal sealed class Problems
{
    private const int Shown = 50;

    private readonly List<(Position Position, string Path, string Message)> found = [];

    /// <summary>Whether there are any.</summary>
    internal bool Any => found.Count > 0;

    /// <summary>Whether there are so many that details of further ones help nobody.</summary>
    internal bool AreMany => found.Count > 20 * Shown;

    /// <summary>Adds one.</summary>
    /// <param name="position">Where.</param>
    /// <param name="path">Of which key, as <c>services/web/port</c>; empty for the file.</param>
    /// <param name="message">What is wrong and the way out.</param>
    internal void Add(Position position, string path, string message) => found.Add((position, path, message));

    /// <summary>Ends the reading where there are any.</summary>
    /// <exception cref="ConfigurationException">There are problems; the message lists them by position.</exception>
    internal void ThrowIfAny()
    {
        if (Any)
        {
            throw ToException();
        }
    }

    /// <summary>The error that lists them by position.</summary>
    internal ConfigurationException ToException() => new(Message());

    private string Message()
    {
        // An anchored value that is wrong is wrong wherever it is used; once is enough.
        var lines = found
            .DistinctBy(problem => (problem.Position, problem.Message))
            .OrderBy(problem => problem.Position.Layer)
            .ThenBy(problem => problem.Position.Line)
            .ThenBy(problem => problem.Position.Column)
            .Select(problem => $"{problem.Position}: {Prefix(problem.Path)}{problem.Message}")
            .ToList();
        var rest = lines.Count - Shown;
        var shown =
            rest > 0
                ? lines.Take(Shown).Append(string.Create(CultureInfo.InvariantCulture, $"and {rest} more"))
                : lines;
        return string.Join('\n', shown);
    }

    private static string Prefix(string path) => path.Length == 0 ? "" : Quoting.OneLine(path) + ": ";
}
