using System.Xml.Linq;

namespace Build.Tests;

/// <summary>One test as the runner saw it.</summary>
/// <param name="Name">Its full name.</param>
/// <param name="Outcome">In the runner's words.</param>
/// <param name="Message">Why it failed or was skipped; may be empty.</param>
internal sealed record TestResult(string Name, string Outcome, string Message)
{
    /// <summary>The first line of the message.</summary>
    public string FirstLine => Message.Length == 0 ? "no reason given" : Message.Split('\n')[0].Trim();

    public static TestResult From(XElement result) =>
        new(
            (string?)result.Attribute("testName") ?? "",
            (string?)result.Attribute("outcome") ?? "",
            result.Descendants(result.Name.Namespace + "Message").FirstOrDefault()?.Value.Trim() ?? ""
        );
}
