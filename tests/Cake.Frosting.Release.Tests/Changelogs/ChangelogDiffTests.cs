using System.Text;
using Cake.Frosting.Release.Changelogs;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Tests.Git;

namespace Cake.Frosting.Release.Tests.Changelogs;

public sealed class ChangelogDiffTests
{
    [Test]
    public void The_diff_shows_what_changes_with_its_surroundings()
    {
        var one = ChangelogCases.All().First();

        Edit(one, one.Before)
            .Diff.ShouldBe(
                """
                --- a/CHANGELOG.md
                +++ b/CHANGELOG.md
                @@ -1,6 +1,8 @@
                 # Changelog
                 
                 ## [Unreleased]
                +
                +## [1.4.0] - 2026-11-21
                 
                 ### Added
                 
                @@ -20,6 +22,7 @@
                 
                 - Older.
                 
                -[unreleased]: https://example.org/shop/shop/compare/v1.3.0...HEAD
                +[unreleased]: https://example.org/shop/shop/compare/v1.4.0...HEAD
                +[1.4.0]: https://example.org/shop/shop/compare/v1.3.0...v1.4.0
                 [1.3.0]: https://example.org/shop/shop/compare/v1.2.0...v1.3.0
                 [1.2.0]: https://example.org/shop/shop/releases/tag/v1.2.0

                """
            );
    }

    [TestCaseSource(typeof(ChangelogCases), nameof(ChangelogCases.All))]
    public async Task Git_applies_the_diff_to_the_same_bytes(ChangelogCase one)
    {
        using var sandbox = GitSandbox.Create();
        foreach (
            var before in new[]
            {
                one.Before,
                one.Before.TrimEnd('\n'),
                one.Before.Replace("\n", "\r\n", StringComparison.Ordinal),
            }
        )
        {
            sandbox.Write("CHANGELOG.md", before);
            var edit = Edit(one, before);

            await sandbox.Runner.RunAsync(
                new ThisMachine(),
                new Command("git", "-C", sandbox.Work, "apply", "--whitespace=nowarn", "-")
                {
                    StandardInput = edit.Diff,
                }
            );

            sandbox.Read("CHANGELOG.md").ShouldBe(Encoding.UTF8.GetString(edit.Bytes.Span));
        }
    }

    [TestCaseSource(typeof(WildShapes), nameof(WildShapes.WithUnreleased))]
    [TestCaseSource(typeof(WildShapes), nameof(WildShapes.WithoutUnreleased))]
    public async Task And_whatever_the_file_looks_like(WildShape shape)
    {
        using var sandbox = GitSandbox.Create();
        foreach (var line in new[] { "\n", "\r\n" })
        {
            var before = shape.Text.Replace("\n", line, StringComparison.Ordinal);
            sandbox.Write("CHANGELOG.md", before);
            var edit = Changelog
                .Parse(Encoding.UTF8.GetBytes(before), "CHANGELOG.md")
                .Release(
                    new ChangelogRelease(shape.Version, $"v{shape.Version}", new DateOnly(2026, 11, 21)),
                    [new ChangelogEntry("Added", "one\ntwo")]
                );

            await sandbox.Runner.RunAsync(
                new ThisMachine(),
                new Command("git", "-C", sandbox.Work, "apply", "--whitespace=nowarn", "-")
                {
                    StandardInput = edit.Diff,
                }
            );

            sandbox.Read("CHANGELOG.md").ShouldBe(Encoding.UTF8.GetString(edit.Bytes.Span));
        }
    }

    private static ChangelogEdit Edit(ChangelogCase one, string before) =>
        Changelog
            .Parse(Encoding.UTF8.GetBytes(before), "CHANGELOG.md")
            .Release(new ChangelogRelease(one.Version, one.Tag, new DateOnly(2026, 11, 21)));
}
