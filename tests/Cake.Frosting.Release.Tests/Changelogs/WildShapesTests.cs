using System.Text;
using Cake.Frosting.Release.Changelogs;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Tests.Changelogs;

/// <summary>Changelogs as projects keep them get their next release, in their own manner, and lose no byte.</summary>
public sealed class WildShapesTests
{
    private static readonly ChangelogOptions Keep = new() { KeepEmptySubsections = true };
    private static readonly ChangelogEntry[] Entries = [new("Added", "one"), new("Fixed", "two\nlines")];
    private static readonly Func<string, string>[] Variations =
    [
        text => text,
        text => text.Replace("\n", "\r\n", StringComparison.Ordinal),
        text => "\uFEFF" + text,
        text => text.TrimEnd('\n'),
        text => text.Replace("\n", "\r", StringComparison.Ordinal),
    ];

    [TestCaseSource(typeof(WildShapes), nameof(WildShapes.WithUnreleased))]
    public void What_is_unreleased_gets_its_heading_and_nothing_else_changes(WildShape shape)
    {
        foreach (var text in Variations.Select(vary => vary(shape.Text)))
        {
            var edit = Parse(text).Release(ReleaseOf(shape));

            edit.Outcome.ShouldBe(ChangelogOutcome.Released);
            HeadingsIn(edit).ShouldContain(shape.Heading);
            ShouldKeepEveryLine(text, edit);
            ShouldBeReleasedOnce(shape, edit, []);
        }
    }

    [TestCaseSource(typeof(WildShapes), nameof(WildShapes.WithUnreleased))]
    [TestCaseSource(typeof(WildShapes), nameof(WildShapes.WithoutUnreleased))]
    public void Generated_entries_find_their_place(WildShape shape)
    {
        foreach (var text in Variations.Select(vary => vary(shape.Text)))
        {
            var edit = Parse(text).Release(ReleaseOf(shape), Entries);

            edit.Outcome.ShouldBe(ChangelogOutcome.Released);
            HeadingsIn(edit).ShouldContain(shape.Heading);
            ShouldKeepEveryLine(text, edit);
            ShouldBeReleasedOnce(shape, edit, Entries);
        }
    }

    [TestCaseSource(typeof(WildShapes), nameof(WildShapes.WithoutUnreleased))]
    public void Without_a_place_for_what_is_unreleased_the_release_comes_first(WildShape shape)
    {
        var after = Parse(Text(Parse(shape.Text).Release(ReleaseOf(shape), Entries)));

        after.Unreleased.ShouldBeNull();
        after.Latest!.Version.ShouldBe(after.Find(shape.Version)!.Version);
        after.Sections.Count.ShouldBe(Parse(shape.Text).Sections.Count + 1);
    }

    [Test]
    public void They_are_more_than_fifty() =>
        WildShapes.WithUnreleased().Concat(WildShapes.WithoutUnreleased()).Count().ShouldBeGreaterThan(50);

    [TestCase(
        "# Changelog\n\n## [1.9.0] - 2026-01-02\n\n### Added\n\n- Old.\n\n## [1.8.0] - 2025-01-02\n\n- Older.\n",
        "# Changelog\n\n## [2.0.0] - 2026-11-21\n\n### Added\n\n- one\n\n### Fixed\n\n- two\n  lines\n\n## [1.9.0] - 2026-01-02\n\n### Added\n\n- Old.\n\n## [1.8.0] - 2025-01-02\n\n- Older.\n"
    )]
    [TestCase(
        "1.9.0\n-----\n\n* old\n\n1.8.0\n-----\n\n* older\n",
        "2.0.0\n-----\n\n* one\n* two\n  lines\n\n1.9.0\n-----\n\n* old\n\n1.8.0\n-----\n\n* older\n"
    )]
    [TestCase(
        "# Changelog\n",
        "# Changelog\n\n## [2.0.0] - 2026-11-21\n\n### Added\n\n- one\n\n### Fixed\n\n- two\n  lines\n"
    )]
    [TestCase(
        "# Changelog",
        "# Changelog\n\n## [2.0.0] - 2026-11-21\n\n### Added\n\n- one\n\n### Fixed\n\n- two\n  lines"
    )]
    [TestCase("", "## [2.0.0] - 2026-11-21\n\n### Added\n\n- one\n\n### Fixed\n\n- two\n  lines\n")]
    [TestCase(
        "## [1.9.0] - 2026-01-02\n\n- Old.\n\n[1.9.0]: https://x.org/s/compare/v1.8.0...v1.9.0\n[1.8.0]: https://x.org/s/releases/tag/v1.8.0\n",
        "## [2.0.0] - 2026-11-21\n\n- one\n- two\n  lines\n\n## [1.9.0] - 2026-01-02\n\n- Old.\n\n[2.0.0]: https://x.org/s/compare/v1.9.0...v2.0.0\n[1.9.0]: https://x.org/s/compare/v1.8.0...v1.9.0\n[1.8.0]: https://x.org/s/releases/tag/v1.8.0\n"
    )]
    public void A_new_section_looks_like_the_others(string before, string after) =>
        Text(
                Parse(before)
                    .Release(new ChangelogRelease("2.0.0", "v2.0.0", new DateOnly(2026, 11, 21)), Entries)
            )
            .ShouldBe(after);

    [TestCase("cart@2.0.0", "## cart@2.0.0 (2026-11-21)")]
    [TestCase("pay@2.0.0", "## pay@2.0.0 (2026-11-21)")]
    public void In_a_file_of_several_packages_the_heading_names_the_one_that_is_tagged(
        string tag,
        string heading
    )
    {
        const string text =
            "## Unreleased\n\n- One.\n\n## cart@1.9.0 (2026-01-02)\n\n- x\n\n## pay@2.0.0 (2025-01-02)\n\n- x\n\n## pay@1.0.0 (2024-01-02)\n";
        var release = new ChangelogRelease("2.0.0", tag, new DateOnly(2026, 11, 21));
        var before = tag[0] == 'p' ? text.Replace("pay@2.0.0", "pay@1.1.0", StringComparison.Ordinal) : text;

        var edit = Parse(before).Release(release);

        HeadingsIn(edit).ShouldContain(heading);
        Parse(Text(edit)).Release(release).Outcome.ShouldBe(ChangelogOutcome.AlreadyReleased);
    }

    [TestCase(
        "# Shop\n\n## Contributing\n\nPlease do.\n",
        "CHANGELOG.md(3,1): there is no release to put the new one above, and 'Contributing' is none."
    )]
    [TestCase(
        "## 1.0.0 - 2024-01-02\n\n- x\n\n## 1.1.0 - 2025-01-02\n\n- x\n\n## 1.2.0 - 2026-01-02\n\n- x\n",
        "CHANGELOG.md(1,1): the oldest release comes first here, and the newest must."
    )]
    [TestCase(
        "# Shop\n\n**1.9.0 / 2026-01-02**\n- old\n\n**1.8.0 / 2025-01-02**\n- older\n",
        "CHANGELOG.md(3,1): this looks like a release and is no heading, so nobody knows where the new one belongs."
    )]
    [TestCase(
        "Changes\n\n* v1.9 something\n",
        "CHANGELOG.md(3,1): this looks like a release and is no heading, so nobody knows where the new one belongs."
    )]
    public void Where_its_place_would_be_a_guess_it_is_refused(string text, string problem)
    {
        var refused = Should.Throw<ReleaseRefusedException>(() =>
            Parse(text).Release(new ChangelogRelease("2.0.0", "v2.0.0", new DateOnly(2026, 11, 21)), Entries)
        );

        refused.Problem.ShouldBe(problem);
        refused.WayOut.ShouldContain("## [Unreleased]");
    }

    private static void ShouldBeReleasedOnce(
        WildShape shape,
        ChangelogEdit edit,
        IReadOnlyList<ChangelogEntry> entries
    )
    {
        var after = Parse(Text(edit));
        var section = after.Find(shape.Version, $"v{shape.Version}").ShouldNotBeNull();
        after.HasEntries.ShouldBeFalse();
        foreach (var entry in entries)
        {
            after.Notes(section).ShouldContain(entry.Markdown.Split('\n')[0]);
        }

        var again = after.Release(ReleaseOf(shape), entries);
        again.Outcome.ShouldBe(ChangelogOutcome.AlreadyReleased);
        again.IsChanged.ShouldBeFalse();
    }

    /// <summary>In their order, but for those that have to change: links, and a heading that planned the version.</summary>
    private static void ShouldKeepEveryLine(string text, ChangelogEdit edit)
    {
        var rest = new Queue<string>(Lines(Text(edit)));
        foreach (var line in Lines(text).Where(line => !MayChange(line)))
        {
            while (rest.TryDequeue(out var next) && next != line) { }

            rest.Count.ShouldBeGreaterThanOrEqualTo(0);
            (rest.Count > 0 || Lines(Text(edit))[^1] == line).ShouldBeTrue(
                $"{line}\nis lost in\n{Text(edit)}"
            );
        }
    }

    private static bool MayChange(string line) =>
        line.Trim().Length == 0
        || line.Contains("/compare/", StringComparison.Ordinal)
        || line.Contains("(Unreleased)", StringComparison.Ordinal);

    private static IEnumerable<string> HeadingsIn(ChangelogEdit edit) =>
        Lines(Text(edit)).Select(line => line.TrimEnd());

    private static string[] Lines(string text) =>
        text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');

    private static ChangelogRelease ReleaseOf(WildShape shape) =>
        new(shape.Version, $"v{shape.Version}", new DateOnly(2026, 11, 21));

    private static string Text(ChangelogEdit edit) => Encoding.UTF8.GetString(edit.Bytes.Span);

    private static Changelog Parse(string text) =>
        Changelog.Parse(Encoding.UTF8.GetBytes(text), "CHANGELOG.md", Keep);
}
