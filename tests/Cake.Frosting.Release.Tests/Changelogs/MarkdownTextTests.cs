using System.Text;
using Cake.Frosting.Release.Changelogs;

namespace Cake.Frosting.Release.Tests.Changelogs;

/// <summary>What somebody wrote into a commit subject cannot change what a changelog says around it.</summary>
public sealed class MarkdownTextTests
{
    [TestCase("plain text, with (parens) and #12", "plain text, with (parens) and #12")]
    [TestCase("use `a_b[0]` and snake_case_names", "use `a_b[0]` and snake_case_names")]
    [TestCase("__init__ and *all*", @"\__init_\_ and \*all\*")]
    [TestCase("[link](javascript:x)", @"\[link](javascript:x)")]
    [TestCase("![pixel](http://x)", @"!\[pixel](http://x)")]
    [TestCase("<script>x</script> <!-- y", @"\<script>x\</script> \<!-- y")]
    [TestCase("an open ` tick", @"an open \` tick")]
    [TestCase("``a ` b``", "``a ` b``")]
    [TestCase("```", @"\`\`\`")]
    [TestCase("# heading", @"\# heading")]
    [TestCase("#12 is closed", "#12 is closed")]
    [TestCase("- item", @"\- item")]
    [TestCase("1. item", @"1\. item")]
    [TestCase("1.2.3 is supported", "1.2.3 is supported")]
    [TestCase("> quote", @"\> quote")]
    [TestCase("~~~ fence", @"\~\~\~ fence")]
    [TestCase("&lt;b&gt; & co", @"\&lt;b\&gt; & co")]
    [TestCase(@"back\slash", @"back\\slash")]
    [TestCase("a\u001b[31mb\u202Ec\td", @"a\[31mbc d")]
    public void Text_stays_text(string text, string escaped) => MarkdownText.Escape(text).ShouldBe(escaped);

    [FsCheck.NUnit.Property(MaxTest = 500)]
    public void Whatever_a_subject_is_it_adds_one_line_and_no_heading(string? subject)
    {
        var escaped = MarkdownText.Escape(subject ?? "");
        var text = $"## [Unreleased]\n\n- {escaped}\n\n## [1.0.0] - 2026-01-01\n\n- x\n";
        var changelog = Changelog.Parse(Encoding.UTF8.GetBytes(text), "CHANGELOG.md");

        escaped.ShouldNotContain('\n');
        changelog.Sections.Count.ShouldBe(2);
        changelog.Subsections(changelog.Unreleased!).ShouldBeEmpty();
    }
}
