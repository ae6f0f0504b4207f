using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Cake.Frosting.Release.Reports;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.Reports;

public sealed partial class ReportJsonTests
{
    private static readonly string Documentation = File.ReadAllText(
        Path.Combine(Path.GetDirectoryName(Here())!, "../../../docs/report.md")
    );

    [Test]
    public void Every_member_is_documented_and_every_documented_member_is_there()
    {
        var written = Samples
            .Names.SelectMany(name => Members(Parse(ReportJson.Write(Samples.Of(name))), ""))
            .Where(path => !path.StartsWith("origin.", StringComparison.Ordinal))
            .Distinct()
            .Order(StringComparer.Ordinal);
        var table = Documentation[Documentation.IndexOf("## report.json", StringComparison.Ordinal)..];
        var documented = MemberRow()
            .Matches(table)
            .Select(match => match.Groups[1].Value)
            .Order(StringComparer.Ordinal);
        written.ShouldBe(documented);
    }

    [Test]
    public void Every_status_and_outcome_is_documented()
    {
        string[] words =
        [
            .. Enum.GetValues<StepStatus>().Select(status => status.ToWord()),
            .. Enum.GetValues<Outcome>().Select(outcome => outcome.ToText()),
        ];
        words.ShouldAllBe(word => Documentation.Contains($"| `{word}` |", StringComparison.Ordinal));
    }

    [TestCaseSource(typeof(Samples), nameof(Samples.Names))]
    public void Every_member_is_there_in_every_report(string name)
    {
        var members = Parse(ReportJson.Write(Samples.Of(name)))
            .EnumerateObject()
            .Select(member => member.Name);
        var live = Parse(ReportJson.Write(Samples.Live())).EnumerateObject().Select(member => member.Name);
        members.ShouldBe(live);
    }

    private static IEnumerable<string> Members(JsonElement element, string path) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element
                .EnumerateObject()
                .SelectMany(member =>
                    Members(member.Value, Join(path, member.Name)).Prepend(Join(path, member.Name))
                ),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(item => Members(item, path + "[]")),
            _ => [],
        };

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;

    private static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"^\| `([a-zA-Z0-9.\[\]]+)` \|", RegexOptions.Multiline)]
    private static partial Regex MemberRow();
}
