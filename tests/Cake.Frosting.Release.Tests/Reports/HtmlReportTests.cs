using System.Xml;
using System.Xml.Linq;
using Cake.Frosting.Release.Reports;

namespace Cake.Frosting.Release.Tests.Reports;

public sealed class HtmlReportTests
{
    private static readonly Dictionary<string, Func<ReleaseReport>> All = new()
    {
        ["live"] = Samples.Live,
        ["rolled-back"] = Samples.RolledBack,
        ["old-still-running"] = Samples.OldStillRunning,
        ["needs-human"] = Samples.NeedsHuman,
        ["resumed"] = Samples.Resumed,
        ["running"] = Samples.Running,
    };

    [TestCase("live")]
    [TestCase("rolled-back")]
    [TestCase("old-still-running")]
    [TestCase("needs-human")]
    [TestCase("resumed")]
    [TestCase("running")]
    public void The_page_is_as_it_was_and_well_formed(string name)
    {
        var page = HtmlReport.Render(All[name]());
        Parse(page).Root!.Name.LocalName.ShouldBe("html");
        page.ShouldMatchCase($"{name}.html");
    }

    private static XDocument Parse(string page)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };
        using var reader = XmlReader.Create(new StringReader(page), settings);
        return XDocument.Load(reader);
    }
}
