using System.Text;
using Cake.Frosting.Release.Changelogs;
using Cake.Frosting.Release.Git;
using Cake.Frosting.Release.Versions;

namespace Cake.Frosting.Release.Tests.Versions;

public sealed class BumpTests
{
    [TestCase("### Added\n- x", VersionBump.Minor, "CHANGELOG.md has entries under Added")]
    [TestCase(
        "### Fixed\n- x\n### Changed\n- y",
        VersionBump.Minor,
        "CHANGELOG.md has entries under Changed"
    )]
    [TestCase("### Added\n\n### Fixed\n- x", VersionBump.Patch, "CHANGELOG.md has entries under Fixed")]
    [TestCase("### Security\n- x", VersionBump.Patch, "CHANGELOG.md has entries under Security")]
    [TestCase(
        "### Removed\n- x\n### Fixed\n- x",
        VersionBump.Major,
        "CHANGELOG.md has entries under Removed"
    )]
    [TestCase("### Fixed\n- BREAKING: x", VersionBump.Major, "CHANGELOG.md says BREAKING under Unreleased")]
    [TestCase("### Deprecated\n- x", VersionBump.Minor, "CHANGELOG.md has entries under Deprecated")]
    public void Subsections_with_entries_ask_for_a_step(string body, VersionBump bump, string because) =>
        ChangelogBump.Of(Parse($"## [Unreleased]\n{body}\n")).ShouldBe(new BumpReason(bump, because));

    [TestCase("## [Unreleased]\n- an entry without a subsection\n")]
    [TestCase("## [Unreleased]\n### Added\n")]
    [TestCase("## [1.0.0] - 2020-01-01\n### Added\n- x\n")]
    public void Without_entries_in_a_known_subsection_the_changelog_says_nothing(string text) =>
        ChangelogBump.Of(Parse(text)).ShouldBeNull();

    [Test]
    public void Conventional_commits_ask_for_the_greatest_step_among_them()
    {
        GitCommit[] commits =
        [
            new("aaaaaaaaaaaa", "fix: one"),
            new("bbbbbbbbbbbb", "feat(api): two"),
            new("cccccccccccc", "docs: three"),
        ];

        CommitBump
            .Of(commits, "v1.0.0")
            .ShouldBe(new BumpReason(VersionBump.Minor, "commit bbbbbbbbb says \"feat(api): two\""));
    }

    [TestCase("feat!: x")]
    [TestCase("chore(deps)!: x")]
    [TestCase("fix: x\n\nBREAKING CHANGE: y")]
    [TestCase("fix: x\n\nbody\n\nBREAKING-CHANGE: y")]
    public void A_breaking_commit_asks_for_the_first_number(string message) =>
        CommitBump.Of([new GitCommit("aaaaaaaaaaaa", message)], null)!.Bump.ShouldBe(VersionBump.Major);

    [TestCase("Merge pull request #12 from x/y")]
    [TestCase("feat:no space")]
    [TestCase("feat(: x")]
    [TestCase("feat(): x")]
    [TestCase(": x")]
    [TestCase("see https: //x")]
    public void Messages_that_are_not_conventional_are_none(string message) =>
        ConventionalCommit.Read(new GitCommit("aaaaaaaaaaaa", message)).ShouldBeNull();

    [Test]
    public void Commits_of_no_convention_ask_for_the_smallest_step_and_say_so()
    {
        GitCommit[] commits = [new("aaaaaaaaaaaa", "wip"), new("bbbbbbbbbbbb", "more")];

        CommitBump
            .Of(commits, "v1.0.0")
            .ShouldBe(
                new BumpReason(
                    VersionBump.Patch,
                    "there are 2 commits since v1.0.0 and no Conventional Commit among them"
                )
            );
    }

    [TestCase("1.3.0", VersionBump.Minor, "1.4.0", "minor, because X")]
    [TestCase(
        "0.3.0",
        VersionBump.Major,
        "0.4.0",
        "minor, because X (before 1.0.0 every step is one smaller)"
    )]
    [TestCase(
        "0.3.0",
        VersionBump.Minor,
        "0.3.1",
        "patch, because X (before 1.0.0 every step is one smaller)"
    )]
    [TestCase("0.3.0", VersionBump.Patch, "0.3.1", "patch, because X")]
    public void The_decision_says_why(string last, VersionBump bump, string version, string because)
    {
        var decision = NextVersion.ByChanges(
            new VersionRequest(),
            SemanticVersion.Parse(last),
            new BumpReason(bump, "X")
        );

        decision.ShouldBe(new VersionDecision(version, $"v{version}", last, because));
    }

    private static Changelog Parse(string text) =>
        Changelog.Parse(Encoding.UTF8.GetBytes(text), "CHANGELOG.md");
}
