using System.Text.RegularExpressions;

namespace Cake.Frosting.Release.GitHub;

/// <summary>The header by which a page of a list names the others (RFC 8288).</summary>
internal static partial class LinkHeader
{
    /// <summary>The address of the next page; <c>null</c> where there is none.</summary>
    /// <param name="header">The header's value; may be empty.</param>
    public static Uri? Next(string header) =>
        Links()
            .Matches(header)
            .Where(link => link.Groups["rel"].Value.Split(' ').Contains("next"))
            .Select(link =>
                Uri.TryCreate(link.Groups["url"].Value, UriKind.Absolute, out var url) ? url : null
            )
            .FirstOrDefault();

    [GeneratedRegex(
        "<(?<url>[^>]*)>(?:\\s*;\\s*(?!rel\\b)[^;,=]+=(?:\"[^\"]*\"|[^;,\"]*))*\\s*;\\s*rel=\"?(?<rel>[^\",;]*)\"?",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase
    )]
    private static partial Regex Links();
}
