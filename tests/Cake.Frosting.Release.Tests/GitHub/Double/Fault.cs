namespace Cake.Frosting.Release.Tests.GitHub;

/// <summary>Something that goes wrong with a request: once, or as often as it says.</summary>
/// <param name="Request">Method and end of the path, e.g. <c>POST /releases</c>.</param>
internal sealed record Fault(string Request)
{
    public int Times { get; set; } = 1;

    /// <summary>Whether the request does its work all the same.</summary>
    public bool AfterEffect { get; init; }

    /// <summary>Whether an upload breaks off in the middle, and leaves what GitHub leaves then.</summary>
    public bool Half { get; init; }

    /// <summary>The status of the answer; 0 cuts the connection.</summary>
    public int Status { get; init; }

    public string Body { get; init; } = "{}";

    public Dictionary<string, string> Headers { get; init; } = [];
}
