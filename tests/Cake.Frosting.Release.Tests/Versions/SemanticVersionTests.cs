using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Versions;

namespace Cake.Frosting.Release.Tests.Versions;

public sealed class SemanticVersionTests
{
    [TestCase("0.0.4")]
    [TestCase("1.2.3")]
    [TestCase("10.20.30")]
    [TestCase("1.1.2-prerelease+meta")]
    [TestCase("1.0.0-alpha.1")]
    [TestCase("1.0.0-alpha0.valid")]
    [TestCase("1.0.0-rc.1+build.1")]
    [TestCase("1.0.0-alpha-a.b-c-somethinglong+build.1-aef.1-its-okay")]
    [TestCase("1.2.3----RC-SNAPSHOT.12.9.1--.12+788")]
    [TestCase("1.0.0+0.build.1-rc.10000aaa-kk-0.1")]
    [TestCase("1.0.0-0A.is.legal")]
    [TestCase("18446744073709551615.0.0")]
    public void What_the_specification_allows_is_read_and_written_back(string text) =>
        SemanticVersion.Parse(text).Text.ShouldBe(text);

    [TestCase("", 1, "the major number is missing")]
    [TestCase("1", 2, "the minor number is missing")]
    [TestCase("1.2", 4, "the patch number is missing")]
    [TestCase("v1.2.3", 1, "the prefix 'v' belongs to the tag, not to the version")]
    [TestCase("1.2.3.4", 6, "'.' cannot stand here")]
    [TestCase("01.2.3", 1, "the major number 01 begins with a zero")]
    [TestCase("1.02.3", 3, "the minor number 02 begins with a zero")]
    [TestCase("1.2.3-", 7, "a pre-release identifier is empty")]
    [TestCase("1.2.3-a..b", 9, "a pre-release identifier is empty")]
    [TestCase("1.2.3-01", 7, "the pre-release number 01 begins with a zero")]
    [TestCase("1.2.3+", 7, "a build identifier is empty")]
    [TestCase("1.2.3+a+b", 8, "'+' cannot stand here")]
    [TestCase("1.2.3-ä", 7, "a pre-release identifier is empty")]
    [TestCase("1,2.3", 2, "',' stands where a dot is expected")]
    [TestCase(" 1.2.3", 1, "the major number is missing")]
    [TestCase("1.2.3\n", 6, "'\n' cannot stand here")]
    [TestCase("99999999999999999999.0.0", 1, "the major number is too large")]
    public void Anything_else_is_refused_with_its_column(string text, int column, string message)
    {
        SemanticVersion.TryParse(text, out _, out var problem).ShouldBeFalse();
        problem.ShouldBe(new VersionProblem(column, message));
    }

    [Test]
    public void The_error_says_what_where_and_how_to_write_it()
    {
        var refused = Should.Throw<ReleaseRefusedException>(() => SemanticVersion.Parse("1.2"));

        refused.Message.ShouldBe(
            "'1.2' is not a semantic version: column 4: the patch number is missing.\n"
                + "→ Write it as MAJOR.MINOR.PATCH, for example 1.4.0, 2.0.0-rc.1 or 1.4.0+build.7 (https://semver.org)."
        );
    }

    [Test]
    public void Precedence_is_that_of_the_specification()
    {
        string[] ascending =
        [
            "0.9.9",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-beta.99999999999999999999",
            "1.0.0-rc.1",
            "1.0.0",
            "2.0.0",
            "2.1.0",
            "2.1.1",
        ];

        for (var i = 0; i < ascending.Length; i++)
        {
            for (var j = 0; j < ascending.Length; j++)
            {
                var order = SemanticVersion
                    .Parse(ascending[i])
                    .CompareTo(SemanticVersion.Parse(ascending[j]));
                Math.Sign(order).ShouldBe(Math.Sign(i.CompareTo(j)), $"{ascending[i]} and {ascending[j]}");
            }
        }
    }

    [Test]
    public void Build_metadata_does_not_count_for_precedence_and_does_for_equality()
    {
        var (one, two) = (SemanticVersion.Parse("1.0.0+a"), SemanticVersion.Parse("1.0.0+b"));

        one.CompareTo(two).ShouldBe(0);
        (one >= two && one <= two).ShouldBeTrue();
        one.ShouldNotBe(two);
    }

    [TestCase("1.3.4", VersionBump.Major, "2.0.0")]
    [TestCase("1.3.4", VersionBump.Minor, "1.4.0")]
    [TestCase("1.3.4", VersionBump.Patch, "1.3.5")]
    [TestCase("1.3.4", VersionBump.Prerelease, "1.3.5-rc.1")]
    [TestCase("1.3.5-rc.1", VersionBump.Prerelease, "1.3.5-rc.2")]
    [TestCase("1.3.5-beta", VersionBump.Prerelease, "1.3.5-beta.1")]
    [TestCase("1.3.5-rc.1", VersionBump.Patch, "1.3.5")]
    [TestCase("1.4.0-rc.1", VersionBump.Minor, "1.4.0")]
    [TestCase("1.3.5-rc.1", VersionBump.Minor, "1.4.0")]
    [TestCase("2.0.0-rc.1", VersionBump.Major, "2.0.0")]
    [TestCase("2.1.0-rc.1", VersionBump.Major, "3.0.0")]
    [TestCase("1.3.4+build", VersionBump.Patch, "1.3.5")]
    public void The_next_version_follows_from_the_step(string last, VersionBump bump, string next) =>
        new SemanticVersionScheme().Next(SemanticVersion.Parse(last), bump).Text.ShouldBe(next);

    [FsCheck.NUnit.Property]
    public bool The_next_version_is_always_greater(byte major, byte minor, byte patch, bool prerelease)
    {
        var last = new SemanticVersion(major, minor, patch, prerelease ? "rc.1" : "");
        return Enum.GetValues<VersionBump>()
            .All(bump => new SemanticVersionScheme().Next(last, bump).CompareTo(last) > 0);
    }
}
