using System.Text;
using Cake.Frosting.Release.Changelogs;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Tests.Changelogs;

/// <summary>Generated entries look as if somebody had written them into this very file.</summary>
public sealed class GeneratedEntriesTests
{
    private static readonly ChangelogRelease Release = new("2.0.0", "v2.0.0", new DateOnly(2026, 11, 21));

    private static readonly ChangelogEntry[] Entries =
    [
        new("Added", "one"),
        new("Added", "two\nwith a second line"),
        new("Fixed", "three"),
    ];

    private const string Both = "### Added\n\n- one\n- two\n  with a second line\n\n### Fixed\n\n- three\n";

    private const string Heading = "## [Unreleased]\n\n## [2.0.0] - 2026-11-21\n";

    private static IEnumerable<TestCaseData> Cases()
    {
        yield return Case(
            "an empty Unreleased",
            "# Changelog\n\n## [Unreleased]\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- x\n",
            $"# Changelog\n\n{Heading}\n{Both}\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- x\n"
        );
        yield return Case("nothing but Unreleased", "## [Unreleased]\n", $"{Heading}\n{Both}");
        yield return Case("no last line end", "## [Unreleased]", $"{Heading}\n{Both}".TrimEnd('\n'));
        yield return Case(
            "no blank line before the next release",
            "## [Unreleased]\n## [1.0.0] - 2026-01-01\n### Fixed\n- x\n",
            "## [Unreleased]\n\n## [2.0.0] - 2026-11-21\n\n### Added\n- one\n- two\n  with a second line\n\n### Fixed\n- three\n\n## [1.0.0] - 2026-01-01\n### Fixed\n- x\n"
        );
        yield return Case(
            "an entry that is written by hand",
            "## [Unreleased]\n\n### Fixed\n\n- by hand\n\n## [1.0.0] - 2026-01-01\n",
            $"{Heading}\n### Fixed\n\n- by hand\n- three\n\n### Added\n\n- one\n- two\n  with a second line\n\n## [1.0.0] - 2026-01-01\n"
        );
        yield return Case(
            "empty subsections, one of them filled",
            "## [Unreleased]\n\n### Added\n\n### Changed\n\n### Removed\n\n## [1.0.0] - 2026-01-01\n",
            $"{Heading}\n### Added\n\n- one\n- two\n  with a second line\n\n### Fixed\n\n- three\n\n## [1.0.0] - 2026-01-01\n"
        );
        yield return Case(
            "empty subsections at the end of the file",
            "## [Unreleased]\n\n### Added\n\n### Changed\n",
            $"{Heading}\n{Both}"
        );
        yield return Case(
            "links at the bottom",
            "## [Unreleased]\n\n[Unreleased]: https://x.org/s/compare/v1.0.0...HEAD\n",
            $"{Heading}\n{Both}\n[Unreleased]: https://x.org/s/compare/v2.0.0...HEAD\n",
            end: true
        );
        yield return Case(
            "decorated headings, another bullet",
            "# Unreleased\n\n# 1.0.0 (2026-01-01)\n\n## ✨ Added ##\n\n* x\n",
            "# Unreleased\n\n# 2.0.0 (2026-11-21)\n\n## ✨ Added ##\n\n* one\n* two\n  with a second line\n\n## Fixed ##\n\n* three\n\n# 1.0.0 (2026-01-01)\n\n## ✨ Added ##\n\n* x\n"
        );
        yield return Case(
            "releases without subsections",
            "## Unreleased\n\n## 1.0.0\n\n- x\n",
            "## Unreleased\n\n## 2.0.0\n\n- one\n- two\n  with a second line\n- three\n\n## 1.0.0\n\n- x\n"
        );
        yield return Case(
            "text that is no list",
            "## [Unreleased]\n\n### Fixed\n\nSome words.\n",
            $"{Heading}\n### Fixed\n\nSome words.\n\n- three\n\n### Added\n\n- one\n- two\n  with a second line\n"
        );
        yield return Case(
            "a planned version",
            "## 2.0.0 (Unreleased)\n\n## 1.0.0 (2026-01-01)\n",
            $"## Unreleased\n\n## 2.0.0 (2026-11-21)\n\n{Both}\n## 1.0.0 (2026-01-01)\n"
        );
    }

    [TestCaseSource(nameof(Cases))]
    public void They_are_spliced_in(string before, string after, bool contains)
    {
        var edited = Edit(before);

        if (contains)
        {
            edited.ShouldStartWith(after[..after.IndexOf("\n[Unreleased]:", StringComparison.Ordinal)]);
            edited.ShouldContain(after[after.IndexOf("[Unreleased]:", StringComparison.Ordinal)..]);
        }
        else
        {
            edited.ShouldBe(after);
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void Lines_end_as_their_neighbours_do(string before, string after, bool contains)
    {
        Assume.That(before, Does.Contain("\n"));
        Edit(before.ReplaceLineEndings("\r\n"))
            .ShouldBe(Edit(before).ReplaceLineEndings("\r\n"), after + contains);
    }

    [Test]
    public void A_comment_that_is_never_closed_is_refused_with_its_line()
    {
        var refused = Should.Throw<ReleaseRefusedException>(() =>
            Edit("## [Unreleased]\n\n<!-- open\n\n## [1.0.0] - 2026-01-01\n")
        );

        refused.Message.ShouldStartWith("CHANGELOG.md(");
        refused.WayOut.ShouldNotBeEmpty();
    }

    [Test]
    public void Without_a_release_to_put_them_above_there_is_no_guessing() =>
        Should
            .Throw<ReleaseRefusedException>(() => Edit("# Shop\n\n## Contributing\n"))
            .Message.ShouldContain("there is no release to put the new one above");

    [FsCheck.NUnit.Property(MaxTest = 1000)]
    public void Whatever_the_file_looks_like_all_its_lines_stay_in_their_order(byte[] choices)
    {
        var before = new GeneratedChangelog(choices).Bytes;
        var options = new ChangelogOptions { KeepEmptySubsections = true };
        var parsed = Changelog.Parse(before, "CHANGELOG.md", options);
        byte[] after;
        try
        {
            after = parsed.Release(Release, Entries).Bytes.ToArray();
        }
        catch (ReleaseRefusedException refused)
        {
            // Refused, never damaged.
            refused.Message.ShouldContain("the generated entries cannot be put here");
            return;
        }

        var left = new Queue<byte>(after);
        foreach (var one in before)
        {
            while (left.Count > 0 && left.Dequeue() != one) { }
        }

        var again = Changelog.Parse(after, "CHANGELOG.md", options);
        again.Sections.Count.ShouldBe(parsed.Sections.Count + 1);
        again.Release(Release, Entries).Outcome.ShouldBe(ChangelogOutcome.AlreadyReleased);
        var lines = Lines(after).ToList();
        foreach (var line in Lines(before))
        {
            var at = lines.IndexOf(line);
            at.ShouldBeGreaterThanOrEqualTo(0, $"{line} is gone from:\n{Encoding.UTF8.GetString(after)}");
            lines.RemoveRange(0, at + 1);
        }
    }

    private static IEnumerable<string> Lines(byte[] bytes) =>
        Encoding
            .UTF8.GetString(bytes)
            .ReplaceLineEndings("\n")
            .Split('\n')
            .Where(line => line.Trim().Length > 0);

    private static TestCaseData Case(string name, string before, string after, bool end = false) =>
        new TestCaseData(before, after, end).SetArgDisplayNames(name);

    private static string Edit(string text) =>
        Encoding.UTF8.GetString(
            Changelog.Parse(Encoding.UTF8.GetBytes(text), "CHANGELOG.md").Release(Release, Entries).Bytes.Span
        );
}
