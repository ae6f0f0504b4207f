using System.Text.Json.Nodes;

namespace Cake.Frosting.Release.Tests.GitHub;

/// <summary>An answer of the double.</summary>
internal sealed record DoubleAnswer(int Status, string Body = "")
{
    public Dictionary<string, string> Headers { get; init; } = [];

    public static DoubleAnswer Ok(JsonNode body) => new(200, body.ToJsonString());

    public static DoubleAnswer Created(JsonNode body) => new(201, body.ToJsonString());

    public static DoubleAnswer NotFound() => Refused(404, "Not Found");

    public static DoubleAnswer Refused(int status, string message) =>
        new(status, new JsonObject { ["message"] = message }.ToJsonString());

    public static DoubleAnswer Invalid(string resource, string field, string code) =>
        new(
            422,
            new JsonObject
            {
                ["message"] = "Validation Failed",
                ["errors"] = new JsonArray(
                    new JsonObject
                    {
                        ["resource"] = resource,
                        ["field"] = field,
                        ["code"] = code,
                    }
                ),
            }.ToJsonString()
        );
}
