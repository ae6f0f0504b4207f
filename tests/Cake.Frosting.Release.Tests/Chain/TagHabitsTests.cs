using Cake.Frosting.Release.Chain;
using Cake.Frosting.Release.Configuration;

namespace Cake.Frosting.Release.Tests.Chain;

/// <summary>What the tags of a repository tell of its versions, for those that have no release.yml.</summary>
public sealed class TagHabitsTests
{
    [TestCase("v1.0.0 v1.2.3 v2.0.0-rc.1", "v", VersionScheme.Semver)]
    [TestCase("1.0.0 1.2.3+build.7", "", VersionScheme.Semver)]
    [TestCase("haikudepotserver-1.0.249 haikudepotserver-1.0.250", "haikudepotserver-", VersionScheme.Semver)]
    [TestCase("v36-1 v36-2 v37-5", "v", VersionScheme.MajorMinor)]
    [TestCase("34-0 34-1", "", VersionScheme.MajorMinor)]
    [TestCase("release-v36-7", "release-v", VersionScheme.MajorMinor)]
    [TestCase("1.2.3.4 1.2.3.5", "", VersionScheme.Numbers)]
    [TestCase("r2.10 r2.11", "r", VersionScheme.Numbers)]
    [TestCase("v1.0.0 v1.1.0 stable nightly-2026-11-21", "v", VersionScheme.Semver)]
    [TestCase("34-0 v36-1 v36-2", "v", VersionScheme.MajorMinor)]
    [TestCase("", "v", VersionScheme.Semver)]
    [TestCase("stable latest", "v", VersionScheme.Semver)]
    public void Most_tags_tell(string tags, string prefix, VersionScheme scheme)
    {
        var habits = TagHabits.Of(tags.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        (habits.Prefix, habits.Scheme).ShouldBe((prefix, scheme));
    }

    [Test]
    public void The_separator_is_theirs() => TagHabits.Of(["v2_1", "v2_2"]).Separator.ShouldBe("_");
}
