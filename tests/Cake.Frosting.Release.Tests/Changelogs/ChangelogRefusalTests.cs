using System.Text;
using Cake.Frosting.Release.Changelogs;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Tests.Changelogs;

public sealed class ChangelogRefusalTests
{
    private static readonly ChangelogRelease Release = new("1.4.0", "v1.4.0", new DateOnly(2026, 11, 21));

    [TestCase(
        "# Changelog\n\n## [1.3.0] - 2026-01-02\n",
        "CHANGELOG.md(1,1): there is no section for what is not released yet.",
        "Add a heading ## [Unreleased] above the latest release, with the entries below it; or have them made, and the release put above the latest one, with changelog/fallback: commits (or pull-requests, or fragments) in the configuration."
    )]
    [TestCase(
        "",
        "CHANGELOG.md(1,1): there is no section for what is not released yet.",
        "Add a heading ## [Unreleased] above the latest release, with the entries below it; or have them made, and the release put above the latest one, with changelog/fallback: commits (or pull-requests, or fragments) in the configuration."
    )]
    [TestCase(
        "# Changelog\n\n## [Unreleased]\n\n### Added\n\n<!-- entries go here -->\n\n## [1.3.0] - 2026-01-02\n\n- Old.\n",
        "CHANGELOG.md(3,1): there are no entries under Unreleased.",
        "Write down what this release changes, or allow empty releases in the configuration."
    )]
    [TestCase(
        "## [Unreleased]\n\n- One.\n\n## [1.3.0] - 2026-01-02\n\n## Unreleased\n\n- Two.\n",
        "CHANGELOG.md(7,1): there is a second section for what is not released yet; the first is in line 1.",
        "Put the entries into one of them and remove the other."
    )]
    [TestCase(
        "## [1.3.0] - 2026-01-02\n\n- Old.\n\n## [Unreleased]\n\n- One.\n",
        "CHANGELOG.md(5,1): Unreleased comes after the release 1.3.0; the newest must come first.",
        "Move Unreleased above it."
    )]
    [TestCase(
        "## 1.17.0 (Unreleased)\n\n- One.\n",
        "CHANGELOG.md(1,1): the heading plans 1.17.0, and 1.4.0 is to be released.",
        "Release --version=1.17.0, or change the heading."
    )]
    [TestCase(
        "## [Unreleased]\n\n```\n- One.\n\n## [1.3.0] - 2026-01-02\n",
        "CHANGELOG.md(3,1): this code fence is never closed, and there are headings below it.",
        "Close the code fence."
    )]
    [TestCase(
        "## [Unreleased]\n\n- One.\n\n<!-- aside\n\n## [1.3.0] - 2026-01-02\n",
        "CHANGELOG.md(5,1): this comment is never closed, and there are headings below it.",
        "Close the comment."
    )]
    [TestCase(
        "## [Unreleased]\n\n<<<<<<< HEAD\n- One.\n=======\n- Two.\n>>>>>>> other\n",
        "CHANGELOG.md(3,1): a merge left its conflict here.",
        "Resolve the conflict."
    )]
    [TestCase(
        "## [Unreleased]\n\n- Ö\0\n",
        "CHANGELOG.md(3,4): there is a NUL byte: this is no text.",
        "Save the file as UTF-8."
    )]
    public void What_cannot_be_understood_is_refused_with_its_position_and_the_way_out(
        string text,
        string problem,
        string wayOut
    )
    {
        var refused = Should.Throw<ReleaseRefusedException>(() =>
            Parse(Encoding.UTF8.GetBytes(text)).Release(Release)
        );

        refused.Problem.ShouldBe(problem);
        refused.WayOut.ShouldBe(wayOut);
    }

    [Test]
    public void Another_encoding_is_refused()
    {
        Should
            .Throw<ReleaseRefusedException>(() => Parse(Encoding.Unicode.GetPreamble()))
            .Problem.ShouldBe("CHANGELOG.md(1,1): the file is UTF-16.");
        Should
            .Throw<ReleaseRefusedException>(() => Parse(Encoding.Latin1.GetBytes("# Ok\n\nGrün\n")))
            .Problem.ShouldBe("CHANGELOG.md(3,3): this character is not UTF-8.");
    }

    [Test]
    public void An_empty_release_is_allowed_where_the_options_allow_it()
    {
        var options = new ChangelogOptions { RequireEntries = false };
        foreach (var text in new[] { "# Changelog\n", "## [Unreleased]\n" })
        {
            var edit = Changelog
                .Parse(Encoding.UTF8.GetBytes(text), "CHANGELOG.md", options)
                .Release(Release);

            edit.Outcome.ShouldBe(ChangelogOutcome.NothingToRelease);
            edit.IsChanged.ShouldBeFalse();
        }
    }

    [Test]
    public void Empty_subsections_stay_where_the_options_say_so()
    {
        const string Text = "## [Unreleased]\n\n### Added\n\n- One.\n\n### Fixed\n\n";
        var options = new ChangelogOptions { KeepEmptySubsections = true };

        var edit = Changelog.Parse(Encoding.UTF8.GetBytes(Text), "CHANGELOG.md", options).Release(Release);

        Encoding
            .UTF8.GetString(edit.Bytes.Span)
            .ShouldBe("## [Unreleased]\n\n## [1.4.0] - 2026-11-21\n\n### Added\n\n- One.\n\n### Fixed\n\n");
    }

    [Test]
    public void A_comment_below_an_empty_subsection_is_not_lost()
    {
        const string Text = "## [Unreleased]\n\n### Added\n\n<!-- keep me -->\n\n### Fixed\n\n- One.\n";

        var edit = Parse(Encoding.UTF8.GetBytes(Text)).Release(Release);

        Encoding
            .UTF8.GetString(edit.Bytes.Span)
            .ShouldBe(
                "## [Unreleased]\n\n## [1.4.0] - 2026-11-21\n\n### Added\n\n<!-- keep me -->\n\n### Fixed\n\n- One.\n"
            );
    }

    [TestCase("## Next steps\n\n- x\n")]
    [TestCase("## Release notes\n\n- x\n")]
    [TestCase("## Main features\n\n- x\n")]
    [TestCase("## 3D printing\n\n- x\n\n## 2.0 - 2026-01-01\n", 1)]
    [TestCase("### Phase-2\n\n## 1.0.0 - 2026-01-01\n", 1)]
    [TestCase("## 2.0.0 - 2026-01-01\n\n### 2.0 migration guide\n\n- x\n", 1)]
    public void Headings_of_something_else_are_no_releases(string text, int sections = 0) =>
        Parse(Encoding.UTF8.GetBytes(text)).Sections.Count.ShouldBe(sections);

    [TestCase("## [1.2.3] - 2026-01-02", "1.2.3")]
    [TestCase("## v36-1", "v36-1")]
    [TestCase("# 34-0", "34-0")]
    [TestCase("## 1.2.3.4 (2026-01-02)", "1.2.3.4")]
    [TestCase("## alpha-007 - 2020-01-01", "alpha-007")]
    [TestCase("## Version 2.0", "2.0")]
    [TestCase("## [1.2.3][] – 2026-01-02", "1.2.3")]
    [TestCase("## 1.2.4, 1.2.3 - 2026-01-02", "1.2.4")]
    [TestCase("## [2.0.0-rc.1+build.5](https://example.org) (2026-01-02)", "2.0.0-rc.1+build.5")]
    [TestCase("## 1.3.0 \"Spring\" - 2026-01-02", "1.3.0")]
    [TestCase("1.0.0 / 2026-01-02\n---", "1.0.0")]
    [TestCase("## 2026.11", "2026.11")]
    public void Versions_need_not_be_semantic(string heading, string version) =>
        Parse(Encoding.UTF8.GetBytes(heading + "\n\n- x\n")).Latest!.Version.ShouldBe(version);

    [TestCase("## [1.2.3] - 2026-01-02 [YANKED]")]
    [TestCase("## 1.2.3 [yanked]")]
    public void A_withdrawn_release_is_known(string heading) =>
        Parse(Encoding.UTF8.GetBytes(heading + "\n")).Latest!.IsYanked.ShouldBeTrue();

    [TestCase("# unreleased")]
    [TestCase("## [Unreleased]")]
    [TestCase("## [Unreleased][unreleased]")]
    [TestCase("## Unreleased changes")]
    [TestCase("## [vNext]")]
    [TestCase("## HEAD")]
    [TestCase("## HEAD (unreleased)")]
    [TestCase("## main (Unreleased)")]
    [TestCase("## [master] - unreleased")]
    [TestCase("## 1.17.0 (Unreleased)")]
    [TestCase("## [1.17.0] - TBD")]
    [TestCase("## [1.17.0] - YYYY-MM-DD")]
    [TestCase("## Unreleased - 202x-xx-xx")]
    [TestCase("Unreleased\n===")]
    public void Unreleased_has_many_spellings(string heading) =>
        Parse(Encoding.UTF8.GetBytes(heading + "\n\n- x\n")).Unreleased.ShouldNotBeNull();

    [Test]
    public void A_word_of_the_project_s_own_can_mean_unreleased()
    {
        var options = new ChangelogOptions { UnreleasedNames = ["Kommendes"] };

        Changelog
            .Parse("## Kommendes\n\n- x\n"u8.ToArray(), "CHANGELOG.md", options)
            .Unreleased.ShouldNotBeNull();
    }

    private static Changelog Parse(byte[] bytes) => Changelog.Parse(bytes, "CHANGELOG.md");
}
