using Cake.Frosting.Release.Reports;

namespace Cake.Frosting.Release.Tests.Reports;

public sealed class ProgressOptionsTests
{
    [TestCase(true, null, null, null, true, true)]
    [TestCase(true, "1", null, null, true, false)]
    [TestCase(true, null, "dumb", null, false, false)]
    [TestCase(true, null, null, "true", false, false)]
    [TestCase(false, null, null, null, false, false)]
    public void The_customs_of_terminals_are_kept(
        bool isTerminal,
        string? noColor,
        string? term,
        string? actions,
        bool live,
        bool color
    )
    {
        var variables = new Dictionary<string, string?>
        {
            ["NO_COLOR"] = noColor,
            ["TERM"] = term,
            ["GITHUB_ACTIONS"] = actions,
        };
        var options = ProgressOptions.Choose(isTerminal, name => variables.GetValueOrDefault(name), () => 80);
        (options.Live, options.Color, options.GitHubActions).ShouldBe((live, color, actions == "true"));
    }
}
