using System.Text;
using Cake.Frosting.Release.Changelogs;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Tests.Changelogs;

public sealed class ChangelogFileTests
{
    private string directory = null!;

    [SetUp]
    public void SetUp() => directory = Directory.CreateTempSubdirectory("changelog-").FullName;

    [TearDown]
    public void TearDown() => Directory.Delete(directory, recursive: true);

    [Test]
    public void Writing_keeps_the_mode_and_leaves_nothing_behind()
    {
        var path = Path.Combine(directory, "CHANGELOG.md");
        File.WriteAllText(path, "before");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(
                path,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead
            );
        }

        new ChangelogFile(directory).Write("after"u8.ToArray());

        File.ReadAllText(path).ShouldBe("after");
        Directory.GetFiles(directory).ShouldBe([path]);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(path)
                .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        }
    }

    [Test]
    public void A_link_stays_a_link()
    {
        File.WriteAllText(Path.Combine(directory, "real.md"), "before");
        File.CreateSymbolicLink(Path.Combine(directory, "CHANGELOG.md"), "real.md");

        new ChangelogFile(directory).Write("after"u8.ToArray());

        new FileInfo(Path.Combine(directory, "CHANGELOG.md")).LinkTarget.ShouldBe("real.md");
        File.ReadAllText(Path.Combine(directory, "real.md")).ShouldBe("after");
    }

    [Test]
    public void A_missing_file_is_refused_with_the_way_out() =>
        Should
            .Throw<ReleaseRefusedException>(() => new ChangelogFile(directory).Parse())
            .Message.ShouldBe(
                $"There is no CHANGELOG.md in {directory}.\n→ Write one with a section ## [Unreleased], or name another file in the configuration."
            );

    [Test]
    public void Twenty_thousand_releases_are_read_and_edited()
    {
        var changelog = Changelog.Parse(Large(20_000), "CHANGELOG.md");

        changelog.Sections.Count.ShouldBe(20_001);
        var edit = changelog.Release(
            new ChangelogRelease("20001.0.0", "v20001.0.0", new DateOnly(2026, 11, 21))
        );
        edit.Splices.Count.ShouldBe(3);
    }

    internal static byte[] Large(int releases)
    {
        var text = new StringBuilder("# Changelog\n\n## [Unreleased]\n\n### Added\n\n- New.\n");
        for (var i = releases; i > 0; i--)
        {
            text.Append(
                $"\n## [{i}.0.0] - 2026-01-02\n\n### Added\n\n- Something that was added in this release, told in a sentence of some length.\n"
            );
            text.Append(
                "- Another thing that was added, ([#1234](https://example.org/shop/shop/pull/1234)) by somebody.\n\n### Fixed\n\n- A fault `code` and *more* of it, as changelogs go, which takes another line of text to explain to readers.\n- Short one.\n"
            );
        }

        text.Append("\n[unreleased]: https://example.org/shop/shop/compare/v20000.0.0...HEAD\n");
        for (var i = releases; i > 1; i--)
        {
            text.Append($"[{i}.0.0]: https://example.org/shop/shop/compare/v{i - 1}.0.0...v{i}.0.0\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
