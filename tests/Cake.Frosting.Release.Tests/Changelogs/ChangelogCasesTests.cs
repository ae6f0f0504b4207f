using System.Text;
using Cake.Frosting.Release.Changelogs;

namespace Cake.Frosting.Release.Tests.Changelogs;

/// <summary>Changelogs in the styles that are in use: each directory of cases holds one before and one after.</summary>
public sealed class ChangelogCasesTests
{
    private static readonly DateOnly Date = new(2026, 11, 21);

    [TestCaseSource(typeof(ChangelogCases), nameof(ChangelogCases.All))]
    public void A_release_changes_the_file_as_a_person_would(ChangelogCase one) =>
        Release(one, one.Before).ShouldBe(one.After);

    [TestCaseSource(typeof(ChangelogCases), nameof(ChangelogCases.All))]
    public void With_carriage_returns_it_does_the_same(ChangelogCase one) =>
        Release(one, Windows(one.Before)).ShouldBe(Windows(one.After));

    [TestCaseSource(typeof(ChangelogCases), nameof(ChangelogCases.All))]
    public void A_byte_order_mark_stays_in_front(ChangelogCase one) =>
        Release(one, "\uFEFF" + one.Before).ShouldBe("\uFEFF" + one.After);

    [TestCaseSource(typeof(ChangelogCases), nameof(ChangelogCases.All))]
    public void Without_a_last_newline_none_is_added(ChangelogCase one) =>
        Release(one, one.Before.TrimEnd('\n')).ShouldBe(one.After.TrimEnd('\n'));

    [TestCaseSource(typeof(ChangelogCases), nameof(ChangelogCases.All))]
    public void A_second_run_changes_nothing(ChangelogCase one)
    {
        var again = Parse(one.After).Release(new ChangelogRelease(one.Version, one.Tag, Date));

        again.Outcome.ShouldBe(ChangelogOutcome.AlreadyReleased);
        again.IsChanged.ShouldBeFalse();
        again.Diff.ShouldBe("");
        Encoding.UTF8.GetString(again.Bytes.Span).ShouldBe(one.After);
    }

    [TestCaseSource(typeof(ChangelogCases), nameof(ChangelogCases.All))]
    public void The_entries_can_be_taken_out_as_notes_before_and_after(ChangelogCase one)
    {
        var (before, after) = (Parse(one.Before), Parse(one.After));

        var notes = after.Notes(after.Find(one.Version, one.Tag)!);
        notes.ShouldNotBeEmpty();
        if (!one.DropsSubsections)
        {
            notes.ShouldBe(before.Notes(before.Unreleased!));
        }
    }

    private static string Release(ChangelogCase one, string before) =>
        Encoding.UTF8.GetString(
            Parse(before).Release(new ChangelogRelease(one.Version, one.Tag, Date)).Bytes.Span
        );

    private static Changelog Parse(string text) =>
        Changelog.Parse(Encoding.UTF8.GetBytes(text), "CHANGELOG.md");

    private static string Windows(string text) => text.Replace("\n", "\r\n", StringComparison.Ordinal);
}
