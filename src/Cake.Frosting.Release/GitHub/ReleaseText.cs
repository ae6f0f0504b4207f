namespace Cake.Frosting.Release.GitHub;

/// <summary>The text of a release, which GitHub takes up to a length.</summary>
internal static class ReleaseText
{
    /// <summary>GitHub takes 125,000 characters; what is left is for the marker and for what GitHub generates.</summary>
    internal const int Longest = 120_000;

    private const string Rest = "\n\n… and more, in the changelog.";

    /// <summary>The text, ended after a whole line where it is too long.</summary>
    public static string Fit(string text)
    {
        if (text.Length <= Longest)
        {
            return text;
        }

        var end = text.LastIndexOf('\n', Longest);
        return text[..(end > 0 ? end : Longest)].TrimEnd() + Rest;
    }
}
