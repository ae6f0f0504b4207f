namespace Recipes.Tests.Stacks;

/// <summary>What a plan or a run tells.</summary>
internal static class Told
{
    /// <summary>All parts are in the text, each behind the one before.</summary>
    public static void InOrder(string text, params string[] parts)
    {
        var from = 0;
        foreach (var part in parts)
        {
            var at = text.IndexOf(part, from, StringComparison.Ordinal);
            at.ShouldBeGreaterThanOrEqualTo(0, $"'{part}' comes too late or never in:\n{text}");
            from = at + part.Length;
        }
    }
}
