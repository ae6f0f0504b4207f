namespace Quickstart;

/// <summary>What the recipe carries with it.</summary>
internal static class Resources
{
    /// <summary>The directory of the files that lie beside the program that runs the recipe.</summary>
    public static string Files => Path.Combine(AppContext.BaseDirectory, "quickstart");
}
