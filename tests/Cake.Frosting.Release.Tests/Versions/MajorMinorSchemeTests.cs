using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Versions;

namespace Cake.Frosting.Release.Tests.Versions;

public sealed class MajorMinorSchemeTests
{
    private readonly MajorMinorScheme scheme = new();

    [Test]
    public void Two_numbers_are_read_compared_and_raised()
    {
        var (old, recent) = (Parse("34-0"), Parse("36-10"));

        old.CompareTo(recent).ShouldBeLessThan(0);
        Parse("36-9").CompareTo(recent).ShouldBeLessThan(0);
        scheme.Next(recent, VersionBump.Patch).Text.ShouldBe("36-11");
        scheme.Next(recent, VersionBump.Minor).Text.ShouldBe("37-0");
    }

    [TestCase("36", 3, "'-' and a second number are missing")]
    [TestCase("-1", 1, "the first number is missing")]
    [TestCase("36-", 4, "the second number is missing")]
    [TestCase("36-1a", 5, "'a' is no digit")]
    public void Anything_else_is_refused_with_its_column(string text, int column, string message)
    {
        scheme.TryParse(text, out _, out var problem).ShouldBeFalse();
        problem.ShouldBe(new VersionProblem(column, message));
    }

    [Test]
    public void A_tag_pattern_leads_from_versions_to_tags_and_back()
    {
        var pattern = new TagPattern("depot-{version}-final");

        pattern.TagOf("1.0.7").ShouldBe("depot-1.0.7-final");
        pattern.VersionOf("depot-1.0.7-final").ShouldBe("1.0.7");
        pattern.VersionOf("depot--final").ShouldBeNull();
        pattern.VersionOf("v1.0.7").ShouldBeNull();
        Should
            .Throw<ConfigurationException>(() => new TagPattern("v1"))
            .Problem.ShouldBe("The tag pattern 'v1' does not have {version} in it exactly once.");
    }

    private IReleaseVersion Parse(string text) =>
        scheme.TryParse(text, out var version, out _) ? version : throw new AssertionException(text);
}
