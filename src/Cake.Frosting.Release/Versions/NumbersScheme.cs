using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Cake.Frosting.Release.Versions;

/// <summary>Any count of numbers with dots between them, such as 1.2.3.4. What is missing counts as zero.</summary>
public sealed class NumbersScheme : IVersionScheme
{
    /// <inheritdoc/>
    public string Name => "numbers";

    /// <inheritdoc/>
    public string Example => "1.2.3.4";

    /// <inheritdoc/>
    public bool TryParse(
        string text,
        [NotNullWhen(true)] out IReleaseVersion? version,
        [NotNullWhen(false)] out VersionProblem? problem
    )
    {
        ArgumentNullException.ThrowIfNull(text);
        version = null;
        problem = null;
        var numbers = new List<long>();
        var column = 1;
        foreach (var digits in text.Split('.'))
        {
            var stray = digits.AsSpan().IndexOfAnyExceptInRange('0', '9');
            problem =
                stray >= 0 ? new VersionProblem(column + stray, $"'{digits[stray]}' is no digit")
                : digits.Length == 0 ? new VersionProblem(column, "a number is missing")
                : digits.Length > 18 ? new VersionProblem(column, "the number is too large")
                : null;
            if (problem is not null)
            {
                return false;
            }

            numbers.Add(long.Parse(digits, CultureInfo.InvariantCulture));
            column += digits.Length + 1;
        }

        version = new NumbersVersion(text, numbers);
        return true;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// What breaks raises the first number, what is new the second, a correction the third, a pre-release the last;
    /// where there are fewer, the last. The numbers behind it begin at zero again.
    /// </remarks>
    public IReleaseVersion Next(IReleaseVersion last, VersionBump bump)
    {
        var version = (NumbersVersion)last;
        var raised = bump == VersionBump.Prerelease ? int.MaxValue : VersionBump.Major - bump;
        raised = Math.Min(raised, version.Numbers.Count - 1);
        var numbers = version
            .Numbers.Select(
                (number, i) =>
                    i < raised ? number
                    : i == raised ? number + 1
                    : 0
            )
            .ToList();
        return new NumbersVersion(string.Join('.', numbers), numbers);
    }
}
