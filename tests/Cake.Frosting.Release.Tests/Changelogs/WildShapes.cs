namespace Cake.Frosting.Release.Tests.Changelogs;

/// <summary>A changelog as projects keep them, and the heading that its next release is to get.</summary>
/// <param name="Name">What is special about it.</param>
/// <param name="Text">The file.</param>
/// <param name="Heading">The line of the new heading; of an underlined one the first.</param>
/// <param name="Version">The version that is released.</param>
public sealed record WildShape(string Name, string Text, string Heading, string Version = "2.0.0")
{
    public override string ToString() => Name;
}

/// <summary>The shapes that are met in the wild, in words of our own.</summary>
public static class WildShapes
{
    private const string Repo = "https://git.example.org/shop/shop";

    /// <summary>Those that keep what is not released yet under a heading of its own.</summary>
    public static IEnumerable<WildShape> WithUnreleased() =>
        [
            new("the plain one", $"# Changelog\n\n{Unreleased}{Old}", "## [2.0.0] - 2026-11-21"),
            new("no title", $"{Unreleased}{Old}", "## [2.0.0] - 2026-11-21"),
            new(
                "a title by another name and a paragraph",
                $"# Release Notes for Shop\n\nAll notable changes.\nOn two lines.\n\n{Unreleased}{Old}",
                "## [2.0.0] - 2026-11-21"
            ),
            new(
                "badges and an image before the title",
                $"[![build](x.svg)](y)\n![logo](z.png)\n\n# Changelog\n\n{Unreleased}{Old}",
                "## [2.0.0] - 2026-11-21"
            ),
            new(
                "front matter for a site generator",
                $"---\ntitle: Changelog\n# a comment\nnav: 3\n---\n\n{Unreleased}{Old}",
                "## [2.0.0] - 2026-11-21"
            ),
            new(
                "a table of contents with links to headings",
                $"# Changelog\n\n- [Unreleased](#unreleased)\n- [1.9.0](#190)\n\n{Unreleased}{Old}",
                "## [2.0.0] - 2026-11-21"
            ),
            new(
                "a comment with an example of a release",
                $"<!-- Example:\n## [9.9.9] - 2099-01-01\n-->\n{Unreleased}{Old}",
                "## [2.0.0] - 2026-11-21"
            ),
            new(
                "a comment for tools between the headings",
                "<!-- towncrier release notes start -->\n\n## Unreleased\n\n- One.\n\n## 1.9.0 (2026-01-02)\n\n- Old.\n",
                "## 2.0.0 (2026-11-21)"
            ),
            new(
                "rules between releases",
                "# Changelog\n\n---\n\n## [Unreleased]\n\n- One.\n\n---\n\n## [1.9.0] - 2026-01-02\n\n- Old.\n\n---\n",
                "## [2.0.0] - 2026-11-21"
            ),
            new("first-level headings", "# Unreleased\n\n* One.\n\n# 1.9.0\n\n* Old.\n", "# 2.0.0"),
            new(
                "third-level headings under a series",
                "# Changelog\n\n### Unreleased\n\n- One.\n\n### 1.9.0 - 2026-01-02\n\n- Old.\n",
                "### 2.0.0 - 2026-11-21"
            ),
            new(
                "a v before the number",
                "## Unreleased\n\n- One.\n\n## v1.9.0 - 2026-01-02\n\n- Old.\n",
                "## v2.0.0 - 2026-11-21"
            ),
            new(
                "a v and a dot before the number",
                "## Unreleased\n\n- One.\n\n## v.1.9.0 - 2026-01-02\n\n- Old.\n",
                "## v.2.0.0 - 2026-11-21"
            ),
            new(
                "the word Version before it",
                "## Unreleased\n\n- One.\n\n## Version 1.9.0 (2026-01-02)\n\n- Old.\n",
                "## Version 2.0.0 (2026-11-21)"
            ),
            new(
                "the word Release before it",
                "## Unreleased\n\n- One.\n\n## Release 1.9.0 - 2026-01-02\n\n- Old.\n",
                "## Release 2.0.0 - 2026-11-21"
            ),
            new(
                "a name before it",
                "## Unreleased\n\n- One.\n\n## [shop-1.9.0] - 2026-01-02\n\n- Old.\n",
                "## [shop-2.0.0] - 2026-11-21"
            ),
            new(
                "a scoped package before it",
                "## Unreleased\n\n- One.\n\n## @shop/cart@1.9.0 (2026-01-02)\n\n- Old.\n",
                "## @shop/cart@2.0.0 (2026-11-21)"
            ),
            new(
                "dates with slashes",
                "## Unreleased\n\n- One.\n\n## 1.9.0 / 2026/01/02\n\n- Old.\n",
                "## 2.0.0 / 2026/11/21"
            ),
            new(
                "dates with dots",
                "## Unreleased\n\n- One.\n\n## 1.9.0 - 2026.01.02\n\n- Old.\n",
                "## 2.0.0 - 2026.11.21"
            ),
            new(
                "dates in square brackets",
                "## Unreleased\n\n- One.\n\n## 1.9.0 [2026-01-02]\n\n- Old.\n",
                "## 2.0.0 [2026-11-21]"
            ),
            new(
                "dates behind a comma",
                "## Unreleased\n\n- One.\n\n## 1.9.0, 2026-01-02\n\n- Old.\n",
                "## 2.0.0, 2026-11-21"
            ),
            new(
                "dates behind a colon",
                "## Unreleased\n\n- One.\n\n## 1.9.0: 2026-01-02\n\n- Old.\n",
                "## 2.0.0: 2026-11-21"
            ),
            new(
                "an en dash before the date",
                "## Unreleased\n\n- One.\n\n## 1.9.0 – 2026-01-02\n\n- Old.\n",
                "## 2.0.0 – 2026-11-21"
            ),
            new(
                "an em dash before the date",
                "## Unreleased\n\n- One.\n\n## 1.9.0 — 2026-01-02\n\n- Old.\n",
                "## 2.0.0 — 2026-11-21"
            ),
            new("no dates at all", "## Unreleased\n\n- One.\n\n## 1.9.0\n\n- Old.\n", "## 2.0.0"),
            new(
                "closed headings",
                "## Unreleased ##\n\n- One.\n\n## 1.9.0 - 2026-01-02 ##\n\n- Old.\n",
                "## 2.0.0 - 2026-11-21 ##"
            ),
            new(
                "more than one space behind the number signs",
                "##   Unreleased\n\n- One.\n\n##   1.9.0 - 2026-01-02\n\n- Old.\n",
                "##   2.0.0 - 2026-11-21"
            ),
            new(
                "underlined headings",
                "Changes\n=======\n\nUnreleased\n----------\n\n- One.\n\n1.9.0 (2026-01-02)\n------------------\n\n- Old.\n",
                "2.0.0 (2026-11-21)"
            ),
            new(
                "headings underlined with equals signs",
                "Unreleased\n==========\n\n- One.\n\n1.9.0 (2026-01-02)\n==================\n\n- Old.\n",
                "2.0.0 (2026-11-21)"
            ),
            new(
                "two blank lines between releases",
                "## [Unreleased]\n\n- One.\n\n\n## [1.9.0] - 2026-01-02\n\n- Old.\n",
                "## [2.0.0] - 2026-11-21"
            ),
            new(
                "no blank lines anywhere",
                "## [Unreleased]\n### Added\n- One.\n## [1.9.0] - 2026-01-02\n### Added\n- Old.\n",
                "## [2.0.0] - 2026-11-21"
            ),
            new(
                "white space at the ends of lines",
                "## [Unreleased]  \n\n- One.  \n \n## [1.9.0] - 2026-01-02  \n\n- Old.\t\n",
                "## [2.0.0] - 2026-11-21"
            ),
            new(
                "an inline link in the heading",
                $"## [Unreleased]({Repo}/compare/1.9.0...HEAD)\n\n- One.\n\n## [1.9.0]({Repo}/compare/1.8.0...1.9.0) - 2026-01-02\n\n- Old.\n",
                $"## [2.0.0]({Repo}/compare/1.9.0...v2.0.0) - 2026-11-21"
            ),
            new(
                "a reference link with another name",
                $"## [Unreleased][next]\n\n- One.\n\n## [1.9.0][] - 2026-01-02\n\n- Old.\n\n[next]: {Repo}/compare/1.9.0...HEAD\n",
                "## [2.0.0] - 2026-11-21"
            ),
            new("HEAD", "## HEAD\n\n- One.\n\n## 1.9.0 (2026-01-02)\n\n- Old.\n", "## 2.0.0 (2026-11-21)"),
            new(
                "main (unreleased)",
                "## main (unreleased)\n\n- One.\n\n## 1.9.0 (2026-01-02)\n\n- Old.\n",
                "## 2.0.0 (2026-11-21)"
            ),
            new(
                "[vNext]",
                "## [vNext]\n\n- One.\n\n## [1.9.0] - 2026-01-02\n\n- Old.\n",
                "## [2.0.0] - 2026-11-21"
            ),
            new(
                "Upcoming release",
                "## Upcoming release\n\n- One.\n\n## 1.9.0 - 2026-01-02\n\n- Old.\n",
                "## 2.0.0 - 2026-11-21"
            ),
            new(
                "In development",
                "## In development\n\n- One.\n\n## 1.9.0 - 2026-01-02\n\n- Old.\n",
                "## 2.0.0 - 2026-11-21"
            ),
            new(
                "Unreleased in capitals",
                "## UNRELEASED\n\n- One.\n\n## 1.9.0 - 2026-01-02\n\n- Old.\n",
                "## 2.0.0 - 2026-11-21"
            ),
            new(
                "Not yet released",
                "## Not yet released\n\n- One.\n\n## 1.9.0 - 2026-01-02\n\n- Old.\n",
                "## 2.0.0 - 2026-11-21"
            ),
            new(
                "versions of two numbers with a hyphen",
                "## Unreleased\n\n- One.\n\n## 36-1 - 2026-01-02\n\n- Old.\n",
                "## 37-0 - 2026-11-21",
                "37-0"
            ),
            new(
                "versions of four numbers",
                "## Unreleased\n\n- One.\n\n## 1.2.3.4 - 2026-01-02\n\n- Old.\n",
                "## 1.2.3.5 - 2026-11-21",
                "1.2.3.5"
            ),
            new(
                "calendar versions",
                "## Unreleased\n\n- One.\n\n## 2026.10.1\n\n- Old.\n",
                "## 2026.11.0",
                "2026.11.0"
            ),
            new(
                "pre-releases and build metadata",
                "## Unreleased\n\n- One.\n\n## [2.0.0-rc.1+5] - 2026-01-02\n\n- Old.\n",
                "## [2.0.0] - 2026-11-21"
            ),
            new(
                "two versions in one heading",
                "## Unreleased\n\n- One.\n\n## 1.9.0, 1.8.7 - 2026-01-02\n\n- Old.\n",
                "## 2.0.0 - 2026-11-21"
            ),
            new(
                "releases with names",
                "## Unreleased\n\n- One.\n\n## 1.9.0 \"Spring\" - 2026-01-02\n\n- Old.\n\n## 1.8.0 - 2025-01-02\n\n- Older.\n",
                "## 2.0.0 - 2026-11-21"
            ),
            new(
                "a release that was withdrawn",
                "## [Unreleased]\n\n- One.\n\n## [1.9.0] - 2026-01-02 [YANKED]\n\n- Old.\n",
                "## [2.0.0] - 2026-11-21"
            ),
            new(
                "emoji before the subsections",
                "## [Unreleased]\n\n### ✨ Added\n\n- One.\n\n## [1.9.0] - 2026-01-02\n\n### 🐛 Fixed\n\n- Old.\n",
                "## [2.0.0] - 2026-11-21"
            ),
            new(
                "subsections in bold instead of headings",
                "## [Unreleased]\n\n**Added**\n- One.\n\n## [1.9.0] - 2026-01-02\n\n**Fixed**\n- Old.\n",
                "## [2.0.0] - 2026-11-21"
            ),
            new(
                "subsections as definitions in capitals",
                "## 2.0.0 (Unreleased)\n\nFEATURES:\n\n* One.\n\nBUG FIXES:\n\n* Two.\n\n## 1.9.0 (January 2, 2026)\n\n* Old.\n",
                "## 2.0.0 (2026-11-21)"
            ),
            new(
                "packages as subsections, types below",
                "## [Unreleased]\n\n### cart\n\n#### Added\n\n- One.\n\n### pay\n\n#### Fixed\n\n- Two.\n\n## [1.9.0] - 2026-01-02\n\n- Old.\n",
                "## [2.0.0] - 2026-11-21"
            ),
            new(
                "code with number signs",
                "## [Unreleased]\n\n- One:\n\n  ```sh\n  # 1.0.0\n  ## [0.0.1] - 2020-01-01\n  ```\n\n## [1.9.0] - 2026-01-02\n\n- Old.\n",
                "## [2.0.0] - 2026-11-21"
            ),
            new(
                "a table with versions",
                "## [Unreleased]\n\n| v | d |\n| --- | --- |\n| 1.9.0 | x |\n\n## [1.9.0] - 2026-01-02\n\n- Old.\n",
                "## [2.0.0] - 2026-11-21"
            ),
            new(
                "details that fold",
                "## [Unreleased]\n\n<details>\n<summary>More</summary>\n\n- One.\n\n</details>\n\n## [1.9.0] - 2026-01-02\n\n- Old.\n",
                "## [2.0.0] - 2026-11-21"
            ),
            new(
                "anchors before the headings",
                "<a name=\"next\"></a>\n## [Unreleased]\n\n- One.\n\n<a name=\"190\"></a>\n## [1.9.0] - 2026-01-02\n\n- Old.\n",
                "## [2.0.0] - 2026-11-21"
            ),
            new(
                "older releases at another level",
                "## [Unreleased]\n\n- One.\n\n## [1.9.0] - 2026-01-02\n\n- Old.\n\n# Before the move\n\n### 0.9 - 2019-01-01\n\n- Older.\n",
                "## [2.0.0] - 2026-11-21"
            ),
            new(
                "text in other scripts",
                "# Журнал изменений\n\n## [Unreleased]\n\n### Добавлено\n\n- 一つ目 — ünïcödé 🎉\n\n## [1.9.0] - 2026-01-02\n\n- Старое.\n",
                "## [2.0.0] - 2026-11-21"
            ),
            new(
                "a signature at the end",
                $"{Unreleased}{Old}\n---\n*Kept by hand.*\n",
                "## [2.0.0] - 2026-11-21"
            ),
        ];

    /// <summary>Those that keep nothing for what is not released yet.</summary>
    public static IEnumerable<WildShape> WithoutUnreleased() =>
        [
            new("releases only", $"# Changelog\n\n{Old}", "## [2.0.0] - 2026-11-21"),
            new("no title either", Old, "## [2.0.0] - 2026-11-21"),
            new("nothing at all", "", "## [2.0.0] - 2026-11-21"),
            new("a title", "# Changelog\n", "## [2.0.0] - 2026-11-21"),
            new(
                "a title and a paragraph, underlined",
                "Changelog\n=========\n\nAll notable changes.\n",
                "## [2.0.0] - 2026-11-21"
            ),
            new(
                "a link below the title",
                $"# Changelog\n\nSee [the site].\n\n[the site]: {Repo}\n",
                "## [2.0.0] - 2026-11-21"
            ),
            new(
                "as standard-version writes it",
                $"# Changelog\n\nAll notable changes.\n\n### [1.9.1]({Repo}/compare/v1.9.0...v1.9.1) (2026-01-02)\n\n\n### Bug Fixes\n\n* old\n\n## [1.9.0]({Repo}/compare/v1.8.0...v1.9.0) (2025-01-02)\n\n\n### Features\n\n* older\n",
                $"## [2.0.0]({Repo}/compare/v1.9.1...v2.0.0) (2026-11-21)"
            ),
            new(
                "as release-please writes it",
                $"# Changelog\n\n## [1.9.1]({Repo}/compare/v1.9.0...v1.9.1) (2026-01-02)\n\n\n### Bug Fixes\n\n* old\n\n## [1.9.0]({Repo}/compare/v1.8.0...v1.9.0) (2025-01-02)\n\n\n### Features\n\n* older\n",
                $"## [2.0.0]({Repo}/compare/v1.9.1...v2.0.0) (2026-11-21)"
            ),
            new(
                "as changesets writes it",
                "# @shop/cart\n\n## 1.9.0\n\n### Minor Changes\n\n- old\n\n## 1.8.0\n\n### Patch Changes\n\n- older\n",
                "## 2.0.0"
            ),
            new("underlined, without dates", "1.9.0\n-----\n\n* old\n\n1.8.0\n-----\n\n* older\n", "2.0.0"),
            new(
                "first-level headings",
                "# 1.9.0 / 2026-01-02\n\n* old\n\n# 1.8.0 / 2025-01-02\n\n* older\n",
                "# 2.0.0 / 2026-11-21"
            ),
            new(
                "links at the bottom",
                $"# Changelog\n\n## [1.9.0] - 2026-01-02\n\n### Added\n\n- Old.\n\n## [1.8.0] - 2025-01-02\n\n- Older.\n\n[1.9.0]: {Repo}/compare/v1.8.0...v1.9.0\n[1.8.0]: {Repo}/releases/tag/v1.8.0\n",
                "## [2.0.0] - 2026-11-21"
            ),
            new(
                "a maintenance release among them",
                "## 1.9.0 - 2026-01-02\n\n- Old.\n\n## 1.8.1 - 2026-02-02\n\n- Maintained.\n\n## 1.8.0 - 2025-01-02\n\n- Older.\n",
                "## 2.0.0 - 2026-11-21"
            ),
            new(
                "two blank lines between releases",
                "# Changelog\n\n\n## 1.9.0 - 2026-01-02\n\n- Old.\n\n\n## 1.8.0 - 2025-01-02\n\n- Older.\n",
                "## 2.0.0 - 2026-11-21"
            ),
        ];

    private const string Unreleased = "## [Unreleased]\n\n### Added\n\n- One.\n\n";

    private const string Old = "## [1.9.0] - 2026-01-02\n\n### Fixed\n\n- Old.\n";
}
