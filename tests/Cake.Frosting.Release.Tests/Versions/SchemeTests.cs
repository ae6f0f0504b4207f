using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Versions;

namespace Cake.Frosting.Release.Tests.Versions;

public sealed class SchemeTests
{
    [TestCase("YYYY.MM.MICRO", "2026.10.7", "2026.11.0")]
    [TestCase("YYYY.MM.MICRO", "2026.11.0", "2026.11.1")]
    [TestCase("YYYY.MM.MICRO", "2027.1.3", "2027.1.4")]
    [TestCase("YYYY.0M.0D", "2026.11.20", "2026.11.21")]
    [TestCase("YYYY.0M.0D", "2026.11.21", "2026.11.21.1")]
    [TestCase("YYYY.0M.0D", "2026.11.21.1", "2026.11.21.2")]
    [TestCase("YY.MM", "26.10", "26.11")]
    [TestCase("YY.MM", "26.11", "26.11.1")]
    [TestCase("0Y.0W-MICRO", "26.46-9", "26.47-0")]
    public void A_calendar_version_is_the_day_and_a_count(string format, string last, string next)
    {
        var scheme = new CalendarScheme(format, Clock());

        scheme.Next(Parse(scheme, last), VersionBump.Minor).Text.ShouldBe(next);
        Parse(scheme, next).CompareTo(Parse(scheme, last)).ShouldBeGreaterThan(0);
    }

    [TestCase("YYYY.MM.MICRO", "2026.11.0")]
    [TestCase("YY.MM", "26.11")]
    public void The_calendar_knows_the_first_version(string format, string first) =>
        new CalendarScheme(format, Clock()).First.ShouldBe(first);

    [TestCase("YYYY.MM.MICRO", "2026.11", 8)]
    [TestCase("YYYY.MM.MICRO", "2026.13.0", 6)]
    [TestCase("YYYY.0M", "2026.1", 6)]
    [TestCase("YY.MM", "26.11.1.2", 8)]
    [TestCase("YY.MM", "v26.11", 1)]
    public void Other_texts_are_no_calendar_versions(string format, string text, int column)
    {
        new CalendarScheme(format, Clock()).TryParse(text, out _, out var problem).ShouldBeFalse();
        problem!.Column.ShouldBe(column);
    }

    [TestCase("MM.YYYY")]
    [TestCase("YYYY.MICRO.MM")]
    [TestCase("YYYYMM")]
    [TestCase("YYYY..MM")]
    [TestCase("")]
    public void A_format_that_cannot_be_counted_with_is_refused(string format) =>
        Should.Throw<ConfigurationException>(() => new CalendarScheme(format, Clock()));

    [TestCase("1.2.3.4", VersionBump.Major, "2.0.0.0")]
    [TestCase("1.2.3.4", VersionBump.Minor, "1.3.0.0")]
    [TestCase("1.2.3.4", VersionBump.Patch, "1.2.4.0")]
    [TestCase("1.2.3.4", VersionBump.Prerelease, "1.2.3.5")]
    [TestCase("1.0.99", VersionBump.Patch, "1.0.100")]
    [TestCase("36.1", VersionBump.Patch, "36.2")]
    [TestCase("7", VersionBump.Minor, "8")]
    public void Numbers_are_raised_by_what_a_release_is(string last, VersionBump bump, string next)
    {
        var scheme = new NumbersScheme();

        scheme.Next(Parse(scheme, last), bump).Text.ShouldBe(next);
    }

    [TestCase("1.2.3", "1.2.3.0", 0)]
    [TestCase("1.10", "1.9", 1)]
    [TestCase("1.2.3.4", "1.2.4", -1)]
    public void Numbers_compare_as_numbers(string left, string right, int sign) =>
        Math.Sign(Parse(new NumbersScheme(), left).CompareTo(Parse(new NumbersScheme(), right)))
            .ShouldBe(sign);

    [TestCase("1..2", 3)]
    [TestCase("1.2b", 4)]
    [TestCase("", 1)]
    public void Other_texts_are_no_numbers(string text, int column)
    {
        new NumbersScheme().TryParse(text, out _, out var problem).ShouldBeFalse();
        problem!.Column.ShouldBe(column);
    }

    private static FixedClock Clock() => new();

    private static IReleaseVersion Parse(IVersionScheme scheme, string text) =>
        scheme.TryParse(text, out var version, out var problem)
            ? version
            : throw new ArgumentException(problem.Message, nameof(text));

    private sealed class FixedClock : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    }
}
