using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Cake.Frosting.Release.Versions;

/// <summary>Two numbers, such as 36-1: features raise the first, everything else the second.</summary>
/// <param name="separator">What stands between them.</param>
public sealed class MajorMinorScheme(char separator = '-') : IVersionScheme
{
    /// <inheritdoc/>
    public string Name => "major-minor";

    /// <inheritdoc/>
    public string Example => $"36{separator}1";

    /// <inheritdoc/>
    public bool TryParse(
        string text,
        [NotNullWhen(true)] out IReleaseVersion? version,
        [NotNullWhen(false)] out VersionProblem? problem
    )
    {
        ArgumentNullException.ThrowIfNull(text);
        var split = text.IndexOf(separator, StringComparison.Ordinal);
        problem =
            split < 0
                ? new VersionProblem(text.Length + 1, $"'{separator}' and a second number are missing")
                : Check(text[..split], 1, "first") ?? Check(text[(split + 1)..], split + 2, "second");
        version = problem is null
            ? new MajorMinorVersion(Number(text[..split]), Number(text[(split + 1)..]), separator)
            : null;
        return version is not null;
    }

    /// <inheritdoc/>
    public IReleaseVersion Next(IReleaseVersion last, VersionBump bump)
    {
        var version = (MajorMinorVersion)last;
        return bump >= VersionBump.Minor
            ? version with
            {
                Major = version.Major + 1,
                Minor = 0,
            }
            : version with
            {
                Minor = version.Minor + 1,
            };
    }

    private static ulong Number(string digits) => ulong.Parse(digits, CultureInfo.InvariantCulture);

    private static VersionProblem? Check(string digits, int column, string which)
    {
        var stray = digits.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return digits.Length == 0 ? new VersionProblem(column, $"the {which} number is missing")
            : stray >= 0 ? new VersionProblem(column + stray, $"'{digits[stray]}' is no digit")
            : digits.Length > 18 ? new VersionProblem(column, $"the {which} number is too large")
            : null;
    }
}
