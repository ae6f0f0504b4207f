using System.Xml;
using System.Xml.Linq;
using Cake.Frosting.Release.Reports;

namespace Cake.Frosting.Release.Tests.Reports;

public sealed class HtmlReportTests
{
    [TestCaseSource(typeof(Samples), nameof(Samples.Names))]
    public void The_page_is_as_it_was_and_well_formed(string name)
    {
        var page = HtmlReport.Render(Samples.Of(name));
        Parse(page).Root!.Name.LocalName.ShouldBe("html");
        page.ShouldMatchCase($"{name}.html");
    }

    [Test]
    public void Hostile_text_stays_text()
    {
        var page = HtmlReport.Render(Hostile.Report());
        var elements = Parse(page).Descendants().ToList();
        elements.ShouldNotContain(element => element.Name.LocalName == "script");
        elements.Single(element => element.Name.LocalName == "title").Value.ShouldStartWith("<b>|shop");
        elements
            .First(element => element.Name.LocalName == "pre")
            .Value.ShouldStartWith("first <script>alert(1)</script> | `a` ``` ]]> [red]x[/] *b* ␛[31m␇");
        page.ShouldNotContain("\u202E");
        page.ShouldNotContain(Hostile.Password);
        page.ShouldNotContain("p&amp;ss");
        page.ShouldMatchCase("hostile.html");
    }

    [TestCaseSource(typeof(Samples), nameof(Samples.Names))]
    public void The_page_needs_nothing_from_elsewhere(string name)
    {
        var attributes = Parse(HtmlReport.Render(Samples.Of(name))).Descendants().Attributes().ToList();
        attributes.ShouldNotContain(attribute => attribute.Name.LocalName == "src");
        attributes
            .Where(attribute => attribute.Name.LocalName == "href")
            .Select(attribute => attribute.Value)
            .ShouldBe(["report.json", "report.md"]);
        HtmlReport.Render(Samples.Of(name)).ShouldNotContain("url(");
    }

    [Test]
    public void Steps_that_ran_at_the_same_time_overlap_on_the_timeline()
    {
        var bars = Bars("live");
        bars["Dump the database shop"].From.ShouldBe(bars["Fetch the image of web"].From);
        bars["Fetch the image of web"].To.ShouldBeGreaterThan(bars["Dump the database shop"].To);
        bars["Stop web"].From.ShouldBeGreaterThan(bars["Restore the dump of shop and compare"].To);
    }

    [Test]
    public void A_long_pause_before_a_resume_does_not_squeeze_the_steps()
    {
        var bars = Bars("resumed");
        bars["Dump the database shop"].To.ShouldBeGreaterThan(20);
        bars["Start version 1.4.0 of web"].From.ShouldBeLessThan(98);
        HtmlReport.Render(Samples.Of("resumed")).ShouldContain("Nothing ran for 24 min");
    }

    private static Dictionary<string, (double From, double To)> Bars(string name) =>
        Parse(HtmlReport.Render(Samples.Of(name)))
            .Descendants()
            .Where(element =>
                ((string?)element.Attribute("class"))?.StartsWith("bar ", StringComparison.Ordinal) == true
            )
            .Where(element => element.Attribute("title") is not null)
            .ToDictionary(
                element => ((string)element.Attribute("title")!).Split(',')[0],
                element =>
                {
                    var numbers = ((string)element.Attribute("style")!)
                        .Split(';')
                        .Select(part => double.Parse(part.Split(':')[1]))
                        .ToList();
                    return (numbers[0], numbers[0] + numbers[1]);
                }
            );

    private static XDocument Parse(string page)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null };
        using var reader = XmlReader.Create(new StringReader(page), settings);
        return XDocument.Load(reader);
    }
}
