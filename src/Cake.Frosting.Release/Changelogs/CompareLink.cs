namespace Cake.Frosting.Release.Changelogs;

/// <summary>An address that compares two revisions, in the forms of GitHub, GitLab, Gitea and Bitbucket.</summary>
/// <param name="Before">What stands before the revisions.</param>
/// <param name="Base">The older revision.</param>
/// <param name="Separator">What stands between the revisions.</param>
/// <param name="Head">The newer revision.</param>
/// <param name="After">What stands behind the revisions.</param>
/// <param name="HeadFirst">Whether the newer one comes first.</param>
internal sealed record CompareLink(
    string Before,
    string Base,
    string Separator,
    string Head,
    string After,
    bool HeadFirst
)
{
    private static readonly string[] Separators = ["...", "..", "%0D", "%0d"];

    /// <summary>Reads an address; <c>null</c> where it compares nothing.</summary>
    public static CompareLink? Read(string url)
    {
        const string Path = "/compare/";
        var start = url.LastIndexOf(Path, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        start += Path.Length;
        var end = url.AsSpan(start).IndexOfAny('?', '#');
        end = end < 0 ? url.Length : start + end;
        var revisions = url[start..end];
        foreach (var separator in Separators)
        {
            var split = revisions.IndexOf(separator, StringComparison.Ordinal);
            if (split > 0 && split + separator.Length < revisions.Length)
            {
                var (left, right) = (revisions[..split], revisions[(split + separator.Length)..]);
                var headFirst = separator[0] == '%';
                return new CompareLink(
                    url[..start],
                    headFirst ? right : left,
                    separator,
                    headFirst ? left : right,
                    url[end..],
                    headFirst
                );
            }
        }

        return null;
    }

    /// <summary>The address.</summary>
    public override string ToString() =>
        HeadFirst ? $"{Before}{Head}{Separator}{Base}{After}" : $"{Before}{Base}{Separator}{Head}{After}";
}
