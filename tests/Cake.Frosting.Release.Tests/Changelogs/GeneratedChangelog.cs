using System.Text;

namespace Cake.Frosting.Release.Tests.Changelogs;

/// <summary>A changelog put together from choices, so that a failing one can be made smaller.</summary>
public sealed class GeneratedChangelog
{
    private static readonly string[] LineEnds = ["\n", "\r\n", "\n", "\r"];
    private static readonly string[] Unreleased =
    [
        "## [Unreleased]",
        "## Unreleased",
        "# unreleased",
        "Unreleased\n---",
        "## [vNext]",
        "## master (unreleased)",
        "##  [Unreleased] ##",
        "## [Unreleased] - YYYY-MM-DD",
        "## HEAD",
    ];
    private static readonly string[] Releases =
    [
        "## [{0}] - 2026-01-02",
        "## v{0} (2026-01-02)",
        "# {0}",
        "{0} / 2026-01-02\n---",
        "## [{0}] - 2026-01-02 [YANKED]",
        "## {0} \"Name\"",
    ];
    private static readonly string[] Bodies =
    [
        "- An entry.",
        "* Ünïcode 日本語 🎉",
        "",
        "",
        "### Added",
        "### Fixed ###",
        "text\n- - -",
        "```\n## [Unreleased]\n# 9.9.9\n```",
        "<!-- ## [Unreleased] -->",
        "<!--\n## [9.9.9]\n-->",
        "- item\n\n  ## 9.8.7",
        "    ## [Unreleased]",
        "> ## 9.9.9",
        "trailing  ",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "* * *",
        "~~~~ md\n## 9.9.9\n~~~\n~~~~",
        "[#1]: https://example.org/1",
        "\t- tab",
        "#no heading",
        "<pre>\n# 9.9.9\n</pre>",
    ];

    private readonly StringBuilder text = new();
    private readonly byte[] choices;
    private int next;

    public GeneratedChangelog(byte[] choices)
    {
        this.choices = choices;
        if (Choose(3) == 0)
        {
            text.Append('\uFEFF');
        }

        Line(Choose(2) == 0 ? "# Changelog" : "Changes\n===");
        Line("");
        Line(Unreleased[Choose(Unreleased.Length)]);
        Line("- The entry that must be there.");
        Line("");
        Body();
        var releases = Choose(4);
        for (var i = releases; i > 0; i--)
        {
            Line("");
            Line(
                string.Format(
                    System.Globalization.CultureInfo.InvariantCulture,
                    Releases[Choose(Releases.Length)],
                    $"1.{i}.0"
                )
            );
            Line("");
            Body();
        }

        if (Choose(4) == 0)
        {
            Text = text.ToString().TrimEnd('\r', '\n');
        }
        else
        {
            Text = text.ToString();
        }
    }

    public string Text { get; }

    public byte[] Bytes => Encoding.UTF8.GetBytes(Text);

    private int Choose(int count) => choices.Length == 0 ? 0 : choices[next++ % choices.Length] % count;

    private void Body()
    {
        for (var lines = Choose(8); lines > 0; lines--)
        {
            Line(Bodies[Choose(Bodies.Length)]);
        }

        Line("");
    }

    private void Line(string line)
    {
        foreach (var part in line.Split('\n'))
        {
            text.Append(part).Append(LineEnds[Choose(LineEnds.Length)]);
        }
    }
}
