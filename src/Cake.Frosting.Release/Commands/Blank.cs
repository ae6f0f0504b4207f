namespace Cake.Frosting.Release.Commands;

/// <summary>
/// A place in a planned command for a value that is known only while the release runs, such as the name of
/// an exported snapshot. It is printed as <c>‹snapshot›</c> in plans and runbooks.
/// </summary>
public static class Blank
{
    /// <summary>The blank of that name, to be put into an argument.</summary>
    /// <param name="name">The name of the value.</param>
    public static string Of(string name) => $"‹{name}›";
}
