using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Cake.Frosting.Release.Configuration;

/// <summary>
/// Writes a JSON Schema of release.yml from the records that it is bound to, for editors. A file that names a
/// recipe may leave out what the recipe has, so what must be there is asked for only where no recipe is named.
/// </summary>
public static class JsonSchema
{
    /// <summary>The schema: draft 2020-12, in terms that draft-07 has too.</summary>
    public static string Write()
    {
        var shape = SectionShape.Of(typeof(ReleaseConfiguration));
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "release.yml",
        };
        foreach (var (key, value) in SchemaSections.Section(shape).ToList())
        {
            schema[key] = value?.DeepClone();
        }
        schema["patternProperties"] = new JsonObject { ["^x-"] = true };
        schema["if"] = new JsonObject { ["required"] = new JsonArray("recipe") };
        schema["then"] = new JsonObject { ["required"] = new JsonArray("project") };
        var complete = SchemaCompleteness.Of(shape);
        complete["allOf"] = new JsonArray([
            .. Enum.GetValues<PlatformKind>().Select(SchemaCompleteness.ForPlatform).OfType<JsonNode>(),
        ]);
        schema["else"] = complete;
        return schema.ToJsonString(
                new JsonSerializerOptions
                {
                    WriteIndented = true,
                    Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
                }
            ) + "\n";
    }
}
