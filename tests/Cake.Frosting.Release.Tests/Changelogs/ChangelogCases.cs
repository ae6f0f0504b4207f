namespace Cake.Frosting.Release.Tests.Changelogs;

/// <summary>Changelogs of our own in the styles that are in use.</summary>
public static class ChangelogCases
{
    private const string Repo = "https://example.org/shop/shop";

    public static IEnumerable<ChangelogCase> All() =>
        [
            new(
                "Keep a Changelog with compare links",
                "1.4.0",
                "v1.4.0",
                $"# Changelog\n\n## [Unreleased]\n\n### Added\n\n- One.\n\n### Fixed\n\n- Two.\n\n## [1.3.0] - 2026-01-02\n\n### Added\n\n- Old.\n\n## [1.2.0] - 2025-01-02 [YANKED]\n\n- Older.\n\n[unreleased]: {Repo}/compare/v1.3.0...HEAD\n[1.3.0]: {Repo}/compare/v1.2.0...v1.3.0\n[1.2.0]: {Repo}/releases/tag/v1.2.0\n",
                $"# Changelog\n\n## [Unreleased]\n\n## [1.4.0] - 2026-11-21\n\n### Added\n\n- One.\n\n### Fixed\n\n- Two.\n\n## [1.3.0] - 2026-01-02\n\n### Added\n\n- Old.\n\n## [1.2.0] - 2025-01-02 [YANKED]\n\n- Older.\n\n[unreleased]: {Repo}/compare/v1.4.0...HEAD\n[1.4.0]: {Repo}/compare/v1.3.0...v1.4.0\n[1.3.0]: {Repo}/compare/v1.2.0...v1.3.0\n[1.2.0]: {Repo}/releases/tag/v1.2.0\n"
            ),
            new(
                "Second release after a first that links to its tag",
                "1.1.0",
                "1.1.0",
                $"## [Unreleased]\n- One.\n\n## [1.0.0] - 2026-01-02\n- Old.\n\n[Unreleased]: {Repo}/compare/1.0.0...main\n[1.0.0]: {Repo}/releases/tag/1.0.0\n",
                $"## [Unreleased]\n\n## [1.1.0] - 2026-11-21\n- One.\n\n## [1.0.0] - 2026-01-02\n- Old.\n\n[Unreleased]: {Repo}/compare/1.1.0...main\n[1.1.0]: {Repo}/compare/1.0.0...1.1.0\n[1.0.0]: {Repo}/releases/tag/1.0.0\n"
            ),
            new(
                "First release, commits linked",
                "1.0.0",
                "v1.0.0",
                $"# Changelog\n\n## [Unreleased]\n\n- One.\n\n[Unreleased]: {Repo}/commits/main\n",
                $"# Changelog\n\n## [Unreleased]\n\n## [1.0.0] - 2026-11-21\n\n- One.\n\n[Unreleased]: {Repo}/compare/v1.0.0...HEAD\n[1.0.0]: {Repo}/releases/tag/v1.0.0\n"
            ),
            new(
                "Every release links to its tag",
                "1.4.0",
                "v1.4.0",
                $"## [Unreleased]\n\n- One.\n\n## [1.3.0] - 2026-01-02\n\n- Old.\n\n## [1.2.0] - 2025-01-02\n\n- Older.\n\n[1.3.0]: {Repo}/releases/tag/v1.3.0\n[1.2.0]: {Repo}/releases/tag/v1.2.0\n",
                $"## [Unreleased]\n\n## [1.4.0] - 2026-11-21\n\n- One.\n\n## [1.3.0] - 2026-01-02\n\n- Old.\n\n## [1.2.0] - 2025-01-02\n\n- Older.\n\n[1.4.0]: {Repo}/releases/tag/v1.4.0\n[1.3.0]: {Repo}/releases/tag/v1.3.0\n[1.2.0]: {Repo}/releases/tag/v1.2.0\n"
            ),
            new(
                "Inline link and a date's placeholder in the heading, versions of two numbers",
                "37-6",
                "v37-6",
                $"# Changelog\n\n## [Unreleased]({Repo}/compare/v37-5...HEAD) - YYYY-MM-DD\n### Fixed\n  - A thing ([#7]({Repo}/pull/7))\n\n## [v37-5]({Repo}/compare/v37-4...v37-5) - 2020-01-02\n### Changed\n  - Old\n",
                $"# Changelog\n\n## [Unreleased]({Repo}/compare/v37-6...HEAD) - YYYY-MM-DD\n\n## [v37-6]({Repo}/compare/v37-5...v37-6) - 2026-11-21\n### Fixed\n  - A thing ([#7]({Repo}/pull/7))\n\n## [v37-5]({Repo}/compare/v37-4...v37-5) - 2020-01-02\n### Changed\n  - Old\n"
            ),
            new(
                "First-level headings without dates",
                "3.3.0",
                "3.3.0",
                "# unreleased\n\n## Features\n\n- One.\n\n# 3.2.0\n\n## Bug fixes\n\n- Old.\n\n# 3.1.0\n- Older.\n",
                "# unreleased\n\n# 3.3.0\n\n## Features\n\n- One.\n\n# 3.2.0\n\n## Bug fixes\n\n- Old.\n\n# 3.1.0\n- Older.\n"
            ),
            new(
                "Planned version in the heading",
                "1.17.0",
                "v1.17.0",
                "## 1.17.0 (Unreleased)\n\nFEATURES:\n\n* One.\n\n## 1.16.0 (July 14, 2026)\n\n* Old.\n",
                "## Unreleased\n\n## 1.17.0 (2026-11-21)\n\nFEATURES:\n\n* One.\n\n## 1.16.0 (July 14, 2026)\n\n* Old.\n"
            ),
            new(
                "Planned version with links",
                "1.4.0",
                "v1.4.0",
                $"## [1.4.0] - Unreleased\n\n- One.\n\n## [1.3.0] - 2026-01-02\n\n[1.4.0]: {Repo}/compare/v1.3.0...HEAD\n[1.3.0]: {Repo}/compare/v1.2.0...v1.3.0\n",
                $"## [Unreleased]\n\n## [1.4.0] - 2026-11-21\n\n- One.\n\n## [1.3.0] - 2026-01-02\n\n[unreleased]: {Repo}/compare/v1.4.0...HEAD\n[1.4.0]: {Repo}/compare/v1.3.0...v1.4.0\n[1.3.0]: {Repo}/compare/v1.2.0...v1.3.0\n"
            ),
            new(
                "Underlined headings",
                "2.0.0",
                "2.0.0",
                "Changes\n=======\n\nUnreleased\n----------\n\n- One.\n\n1.9.0 (2026-01-02)\n------------------\n\n- Old.\n",
                "Changes\n=======\n\nUnreleased\n----------\n\n2.0.0 (2026-11-21)\n------------------\n\n- One.\n\n1.9.0 (2026-01-02)\n------------------\n\n- Old.\n"
            ),
            new(
                "master (unreleased), versions with v and slashes in the date",
                "1.2.3.5",
                "v1.2.3.5",
                "# Change log\n\n## master (unreleased)\n\n* One.\n\n\n## v1.2.3.4 / 2026/01/02\n\n* Old.\n",
                "# Change log\n\n## master (unreleased)\n\n\n## v1.2.3.5 / 2026/11/21\n\n* One.\n\n\n## v1.2.3.4 / 2026/01/02\n\n* Old.\n"
            ),
            new(
                "vNext, closed headings",
                "8.0.0",
                "8.0.0",
                "## [vNext] ##\n\n- One.\n\n## [7.0.0] - 2026-01-02 ##\n\n- Old.\n",
                "## [vNext] ##\n\n## [8.0.0] - 2026-11-21 ##\n\n- One.\n\n## [7.0.0] - 2026-01-02 ##\n\n- Old.\n"
            ),
            new(
                "HEAD, names before numbers",
                "alpha-008",
                "alpha-008",
                "# HEAD\n\n* One.\n\n# alpha-007 (2026-01-02)\n\n* Old.\n",
                "# HEAD\n\n# alpha-008 (2026-11-21)\n\n* One.\n\n# alpha-007 (2026-01-02)\n\n* Old.\n"
            ),
            new(
                "Empty subsections are dropped",
                "1.4.0",
                "v1.4.0",
                "## [Unreleased]\n\n### Added\n\n### Changed\n\n- One.\n\n### Removed\n\n### Fixed\n\n## [1.3.0] - 2026-01-02\n\n### Added\n",
                "## [Unreleased]\n\n## [1.4.0] - 2026-11-21\n\n### Changed\n\n- One.\n\n## [1.3.0] - 2026-01-02\n\n### Added\n"
            )
            {
                DropsSubsections = true,
            },
            new(
                "Empty subsections at the end of the file are dropped without leaving blank lines",
                "0.1.0",
                "v0.1.0",
                "## [Unreleased]\n\n### Added\n\n- One.\n\n### Removed\n\n### Fixed\n",
                "## [Unreleased]\n\n## [0.1.0] - 2026-11-21\n\n### Added\n\n- One.\n"
            )
            {
                DropsSubsections = true,
            },
            new(
                "Headings in fences, comments, raw HTML and lists are none",
                "1.4.0",
                "v1.4.0",
                "<!--\n## [Unreleased]\n-->\n# Changes\n\n```\n## [9.9.9] - 2020-01-01\n```\n\n<pre>\n## [Unreleased]\n</pre>\n\n## Unreleased\n\n- An example:\n\n  ~~~~ md\n  ## [Unreleased]\n  ~~~\n  ~~~~\n\n  ## 9.9.9\n\n## 1.3.0 - 2026-01-02\n\n- Old.\n",
                "<!--\n## [Unreleased]\n-->\n# Changes\n\n```\n## [9.9.9] - 2020-01-01\n```\n\n<pre>\n## [Unreleased]\n</pre>\n\n## Unreleased\n\n## 1.4.0 - 2026-11-21\n\n- An example:\n\n  ~~~~ md\n  ## [Unreleased]\n  ~~~\n  ~~~~\n\n  ## 9.9.9\n\n## 1.3.0 - 2026-01-02\n\n- Old.\n"
            ),
            new(
                "Prefix before the numbers, GitLab links, the oldest first",
                "1.0.188",
                "depot-1.0.188",
                $"## [Unreleased]\n\n* One.\n\n## [depot-1.0.187] - 2026-01-02\n\n* Old.\n\n[depot-1.0.187]: {Repo}/-/compare/depot-1.0.186...depot-1.0.187\n[Unreleased]: {Repo}/-/compare/depot-1.0.187...main?from_project_id=7\n",
                $"## [Unreleased]\n\n## [depot-1.0.188] - 2026-11-21\n\n* One.\n\n## [depot-1.0.187] - 2026-01-02\n\n* Old.\n\n[depot-1.0.187]: {Repo}/-/compare/depot-1.0.186...depot-1.0.187\n[depot-1.0.188]: {Repo}/-/compare/depot-1.0.187...depot-1.0.188?from_project_id=7\n[Unreleased]: {Repo}/-/compare/depot-1.0.188...main?from_project_id=7\n"
            ),
            new(
                "Bitbucket names the newer one first",
                "1.1.0",
                "v1.1.0",
                $"## [Unreleased]\n\n* One.\n\n## [1.0.0] - 2026-01-02\n\n[Unreleased]: {Repo}/branches/compare/HEAD%0Dv1.0.0\n",
                $"## [Unreleased]\n\n## [1.1.0] - 2026-11-21\n\n* One.\n\n## [1.0.0] - 2026-01-02\n\n[Unreleased]: {Repo}/branches/compare/HEAD%0Dv1.1.0\n[1.1.0]: {Repo}/branches/compare/v1.1.0%0Dv1.0.0\n"
            ),
        ];
}
