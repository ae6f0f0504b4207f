using Cake.Frosting.Release.Reports;

namespace Cake.Frosting.Release.Tests.Reports;

public sealed class ReportWriterTests
{
    private string state = "";

    [SetUp]
    public void MakeDirectory() => state = Directory.CreateTempSubdirectory("reports").FullName;

    [TearDown]
    public void RemoveDirectory() => Directory.Delete(state, recursive: true);

    [Test]
    public void The_files_are_written_and_nothing_else_is_left()
    {
        var files = ReportWriter.Write(Samples.Live(), state);
        File.ReadAllText(files.Json).ShouldBe(ReportJson.Write(Samples.Live()));
        File.ReadAllText(files.Markdown).ShouldBe(MarkdownReport.Render(Samples.Live()));
        File.ReadAllText(files.Html).ShouldBe(HtmlReport.Render(Samples.Live()));
        files.Directory.ShouldBe(Path.Combine(state, "reports", Samples.Live().Release));
        Directory.EnumerateFileSystemEntries(files.Directory).Count().ShouldBe(3);
        Directory.EnumerateFileSystemEntries(Path.Combine(state, "reports")).Count().ShouldBe(2);
    }

    [Test]
    public void Latest_leads_to_the_newest_also_when_the_directory_is_moved()
    {
        ReportWriter.Write(Samples.Live(), state);
        var files = ReportWriter.Write(Samples.Live() with { Release = "20261122T000000Z-1.5.0" }, state);
        File.ReadAllText(Path.Combine(files.Latest, "report.json")).ShouldContain("20261122T000000Z-1.5.0");
        if (!OperatingSystem.IsWindows())
        {
            new DirectoryInfo(files.Latest).LinkTarget.ShouldBe("20261122T000000Z-1.5.0");
        }
    }

    [Test]
    public void Where_links_are_refused_latest_is_a_copy_and_a_link_can_follow_it()
    {
        var files = ReportWriter.Write(Samples.Live(), state);
        LatestLink.Set(files.Latest, Samples.Live().Release, mayLink: false);
        new DirectoryInfo(files.Latest).LinkTarget.ShouldBeNull();
        LatestLink.Set(files.Latest, Samples.Live().Release, mayLink: false);
        File.Exists(Path.Combine(files.Latest, "report.html")).ShouldBeTrue();
        ReportWriter.Write(Samples.Live(), state);
        File.Exists(Path.Combine(files.Latest, "report.html")).ShouldBeTrue();
        Directory.EnumerateFileSystemEntries(Path.Combine(state, "reports")).Count().ShouldBe(2);
    }

    [Test]
    public void The_step_summary_is_appended_to()
    {
        var summary = Path.Combine(state, "summary.md");
        File.WriteAllText(summary, "before\n");
        ReportWriter.Write(Samples.Live(), state, summary);
        File.ReadAllText(summary).ShouldBe("before\n" + MarkdownReport.Render(Samples.Live()));
    }

    [TestCase("../escape")]
    [TestCase("..")]
    [TestCase("")]
    public void A_release_id_that_is_no_name_writes_nothing(string id)
    {
        Should.Throw<ArgumentException>(() =>
            ReportWriter.Write(Samples.Live() with { Release = id }, state)
        );
        Directory.EnumerateFileSystemEntries(state).ShouldBeEmpty();
    }
}
