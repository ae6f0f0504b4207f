using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;
using Cake.Frosting.Release.Composing;
using Cake.Frosting.Release.Versions;

namespace Cake.Frosting.Release.Tests.Chain;

/// <summary>An application that counts weeks, and releases within the week: <c>2026-W47.2</c>.</summary>
internal sealed class WeeklyRecipe(TimeProvider time) : IRecipe
{
    public string Name => "weekly";

    public string Description => "Counts weeks.";

    public string Defaults =>
        "project: weekly\nversion: { initial: 2026-W01.1 }\ngit: { tagPrefix: weekly/ }\n";

    public IVersionScheme Versions => new WeeklyScheme(time);
}

/// <summary>An application that releases letters of a number: <c>12c</c>, and <c>13</c> after it.</summary>
internal sealed class LettersRecipe : IRecipe
{
    public string Name => "letters";

    public string Description => "Counts letters.";

    public string Defaults => "project: letters\nversion: { initial: 1 }\ngit: { tagPrefix: r }\n";

    public IVersionScheme Versions => new LettersScheme();
}

internal sealed partial class WeeklyScheme(TimeProvider time) : IVersionScheme
{
    public string Name => "weekly";

    public string Example => "2026-W47.2";

    public bool TryParse(
        string text,
        [NotNullWhen(true)] out IReleaseVersion? version,
        [NotNullWhen(false)] out VersionProblem? problem
    )
    {
        var match = Pattern().Match(text);
        version = match.Success
            ? new OwnVersion(
                text,
                [
                    .. match
                        .Groups.Values.Skip(1)
                        .Select(group => int.Parse(group.Value, CultureInfo.InvariantCulture)),
                ]
            )
            : null;
        problem = match.Success ? null : new VersionProblem(1, "year, week and number are missing");
        return match.Success;
    }

    public IReleaseVersion Next(IReleaseVersion last, VersionBump bump)
    {
        var today = time.GetUtcNow().DateTime;
        var (year, week) = (ISOWeek.GetYear(today), ISOWeek.GetWeekOfYear(today));
        int[] parts = [year, week, 1];
        var numbers = ((OwnVersion)last).Numbers;
        parts[2] = numbers[0] == year && numbers[1] == week ? numbers[2] + 1 : 1;
        return new OwnVersion(
            string.Create(CultureInfo.InvariantCulture, $"{year}-W{week:00}.{parts[2]}"),
            parts
        );
    }

    [GeneratedRegex(@"^(\d{4})-W(\d{2})\.(\d+)$")]
    private static partial Regex Pattern();
}

internal sealed partial class LettersScheme : IVersionScheme
{
    public string Name => "letters";

    public string Example => "12c";

    public bool TryParse(
        string text,
        [NotNullWhen(true)] out IReleaseVersion? version,
        [NotNullWhen(false)] out VersionProblem? problem
    )
    {
        var match = Pattern().Match(text);
        version = match.Success
            ? Make(
                int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture),
                match.Groups[2].Value is [var letter] ? letter - 'a' + 1 : 0
            )
            : null;
        problem = match.Success ? null : new VersionProblem(1, "it is no number with a letter");
        return match.Success;
    }

    public IReleaseVersion Next(IReleaseVersion last, VersionBump bump)
    {
        var numbers = ((OwnVersion)last).Numbers;
        return bump >= VersionBump.Minor ? Make(numbers[0] + 1, 0) : Make(numbers[0], numbers[1] + 1);
    }

    private static OwnVersion Make(int number, int letter) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{number}{(letter == 0 ? "" : (char)('a' + letter - 1))}"
            ),
            [number, letter]
        );

    [GeneratedRegex("^([1-9][0-9]*)([a-z]?)$")]
    private static partial Regex Pattern();
}

/// <summary>A version that compares by its numbers.</summary>
#pragma warning disable CA1036 // Nobody writes an operator between them.
internal sealed record OwnVersion(string Text, IReadOnlyList<int> Numbers) : IReleaseVersion
#pragma warning restore CA1036
{
    public bool IsPrerelease => false;

    public int CompareTo(IReleaseVersion? other) =>
        Numbers
            .Zip(((OwnVersion)other!).Numbers, (one, two) => one.CompareTo(two))
            .FirstOrDefault(compared => compared != 0);
}
