using System.Text;
using Cake.Frosting.Release.Changelogs;
using Cake.Frosting.Release.Files;

namespace Cake.Frosting.Release.Tests.Changelogs;

/// <summary>Whatever the file looks like, an edit touches nothing that it need not touch.</summary>
public sealed class SplicePropertyTests
{
    private static readonly ChangelogOptions Keep = new() { KeepEmptySubsections = true };
    private static readonly ChangelogRelease Release = new("7.0.0", "v7.0.0", new DateOnly(2026, 11, 21));

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public void A_release_inserts_one_heading_and_leaves_all_other_bytes(byte[] choices)
    {
        var before = new GeneratedChangelog(choices).Bytes;
        var after = Parse(before, Keep).Release(Release).Bytes.ToArray();

        var prefix = before.AsSpan().CommonPrefixLength(after);
        after.Length.ShouldBeGreaterThan(before.Length);
        after
            .AsSpan()[^(before.Length - prefix)..]
            .SequenceEqual(before.AsSpan(prefix))
            .ShouldBeTrue(Show(before, after));
        Encoding.UTF8.GetString(after.AsSpan(prefix, after.Length - before.Length)).ShouldContain("7.0.0");
    }

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public void Dropping_empty_subsections_drops_nothing_but_their_headings_and_blank_lines(byte[] choices)
    {
        var before = new GeneratedChangelog(choices).Bytes;
        var after = Parse(before).Release(Release).Bytes.ToArray();

        var lines = Lines(after).ToList();
        var inserted = lines.FindIndex(line => line.Contains("7.0.0", StringComparison.Ordinal));
        lines.RemoveRange(inserted, lines[inserted + 1].Trim('-').Length == 0 ? 2 : 1);
        foreach (var line in Lines(before))
        {
            if (lines.Count > 0 && lines[0] == line)
            {
                lines.RemoveAt(0);
            }
            else
            {
                line.ShouldBeOneOf("### Added", "### Fixed ###");
            }
        }

        lines.ShouldBeEmpty(Show(before, after));
    }

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public void The_section_is_found_again_with_the_same_notes_and_a_second_run_changes_nothing(
        byte[] choices
    )
    {
        var before = Parse(new GeneratedChangelog(choices).Bytes, Keep);
        var after = Parse(before.Release(Release).Bytes.ToArray(), Keep);

        after.Sections.Count.ShouldBe(before.Sections.Count + 1);
        after.HasEntries.ShouldBeFalse();
        after.Notes(after.Find("7.0.0")!).ShouldBe(before.Notes(before.Unreleased!));
        after.Release(Release).Outcome.ShouldBe(ChangelogOutcome.AlreadyReleased);
    }

    [FsCheck.NUnit.Property(MaxTest = 2000)]
    public void An_edit_can_be_taken_back_to_the_byte(byte[] choices)
    {
        var before = new GeneratedChangelog(choices).Bytes;
        var edit = Parse(before).Release(Release);

        var journalled = Splice.Read(Splice.Write(Splice.Invert(before, edit.Splices)));

        Splice.Apply(edit.Bytes.Span, journalled).ShouldBe(before);
    }

    private static Changelog Parse(byte[] bytes, ChangelogOptions? options = null) =>
        Changelog.Parse(bytes, "CHANGELOG.md", options);

    private static IEnumerable<string> Lines(byte[] bytes) =>
        Encoding
            .UTF8.GetString(bytes)
            .ReplaceLineEndings("\n")
            .Split('\n')
            .Where(line => line.Trim().Length > 0);

    private static string Show(byte[] before, byte[] after) =>
        $"{Encoding.UTF8.GetString(before)}\n=====\n{Encoding.UTF8.GetString(after)}";
}
