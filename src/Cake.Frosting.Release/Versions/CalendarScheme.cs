using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Versions;

/// <summary>The date of the release, and a count where there are several at one date: 2026.11.0, 26.11.</summary>
public sealed class CalendarScheme : IVersionScheme
{
    private const string Separators = ".-_";
    private readonly TimeProvider time;
    private readonly IReadOnlyList<string> parts;
    private readonly bool hasCount;

    /// <summary>Creates a scheme.</summary>
    /// <param name="format">YYYY, YY, 0Y, MM, 0M, WW, 0W, DD, 0D and MICRO, with <c>.</c>, <c>-</c> or <c>_</c> between them.</param>
    /// <param name="time">Knows the day.</param>
    /// <exception cref="ConfigurationException">The format is none.</exception>
    public CalendarScheme(string format, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(format);
        this.time = time;
        parts = [.. Split(format)];
        hasCount = parts.Contains("MICRO");
        if (
            parts
                .Index()
                .Any(one => one.Index % 2 == 0 ? !CalendarPart.IsKnown(one.Item) : one.Item.Length != 1)
            || parts.Distinct().Count(part => part.Length > 1) != parts.Count(part => part.Length > 1)
            || !CalendarPart.IsYear(parts[0])
            || parts.SkipLast(1).Contains("MICRO")
        )
        {
            throw new ConfigurationException(
                $"The calendar format '{format}' cannot be counted with.",
                $"It begins with a year (YYYY, YY, 0Y), goes on with parts of the date from the largest to the smallest ({string.Join(", ", CalendarPart.Names)}), each after one of . - _, and may end with MICRO."
            );
        }
    }

    /// <inheritdoc/>
    public string Name => $"the calendar {string.Concat(parts)}";

    /// <inheritdoc/>
    public string Example => First;

    /// <inheritdoc/>
    public string First => At(Today(), 0).Text;

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
        var read = 0;
        // Where the format has no count, a second release at one date has one behind it.
        var expected = hasCount ? parts : [.. parts, ".", "MICRO"];
        foreach (var (i, part) in expected.Index())
        {
            if (i == parts.Count && read == text.Length)
            {
                break;
            }

            problem = i % 2 == 1 ? Separator(text, part, ref read) : Number(text, part, ref read, numbers);
            if (problem is not null)
            {
                return false;
            }
        }

        if (read < text.Length)
        {
            problem = new VersionProblem(read + 1, $"'{text[read]}' is too much");
            return false;
        }

        version = new CalendarVersion(text, numbers);
        return true;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// The kind of release does not matter. Where the last one has today's date, or a later one, its count is
    /// raised.
    /// </remarks>
    public IReleaseVersion Next(IReleaseVersion last, VersionBump bump)
    {
        var before = (CalendarVersion)last;
        var today = At(Today(), 0);
        if (today.CompareTo(before) > 0)
        {
            return today;
        }

        var dates = hasCount ? parts.Count / 2 : (parts.Count + 1) / 2;
        var count = before.Numbers.Count > dates ? before.Numbers[dates] : 0;
        return At(before.Numbers.Take(dates), count + 1);
    }

    private IEnumerable<long> Today()
    {
        var today = DateOnly.FromDateTime(time.GetLocalNow().DateTime);
        return parts
            .Where((part, i) => i % 2 == 0 && part != "MICRO")
            .Select(part => CalendarPart.Value(part, today));
    }

    private CalendarVersion At(IEnumerable<long> date, long count)
    {
        var numbers = date.ToList();
        var texts = parts
            .Where((part, i) => i % 2 == 0 && part != "MICRO")
            .Zip(numbers, CalendarPart.Write)
            .ToList();
        if (hasCount || count > 0)
        {
            numbers.Add(count);
            texts.Add(count.ToString(CultureInfo.InvariantCulture));
        }

        var separators = parts.Where((_, i) => i % 2 == 1).Append(".").ToList();
        var text = string.Concat(texts.Select((one, i) => i == 0 ? one : separators[i - 1] + one));
        return new CalendarVersion(text, numbers);
    }

    private static VersionProblem? Separator(string text, string separator, ref int read)
    {
        if (read < text.Length && text[read] == separator[0])
        {
            read++;
            return null;
        }

        return new VersionProblem(read + 1, $"'{separator}' is missing");
    }

    private static VersionProblem? Number(string text, string part, ref int read, List<long> numbers)
    {
        var length = text.AsSpan(read).IndexOfAnyExceptInRange('0', '9');
        var digits = length < 0 ? text[read..] : text.Substring(read, length);
        var isNumber = digits.Length is > 0 and < 18;
        var number = isNumber ? long.Parse(digits, CultureInfo.InvariantCulture) : 0;
        if (!isNumber || !CalendarPart.Allows(part, number) || CalendarPart.Write(part, number) != digits)
        {
            return new VersionProblem(read + 1, $"{part} is expected");
        }

        numbers.Add(number);
        read += digits.Length;
        return null;
    }

    /// <summary>The names, with a separator between each two.</summary>
    private static IEnumerable<string> Split(string format)
    {
        var start = 0;
        for (var i = 0; i < format.Length; i++)
        {
            if (Separators.Contains(format[i], StringComparison.Ordinal))
            {
                yield return format[start..i];
                yield return format[i].ToString();
                start = i + 1;
            }
        }

        yield return format[start..];
    }
}
