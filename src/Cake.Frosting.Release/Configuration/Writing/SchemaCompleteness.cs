using System.Text.Json.Nodes;

namespace Cake.Frosting.Release.Configuration;

/// <summary>The part of the schema that says what must be there, following sections and maps.</summary>
internal static class SchemaCompleteness
{
    /// <summary>What must be in a section and below it.</summary>
    internal static JsonObject Of(SectionShape shape)
    {
        var schema = Required(shape);
        var below = new JsonObject();
        foreach (var setting in shape.Settings)
        {
            if (Below(setting.Value, setting.About) is { Count: > 0 } child)
            {
                below[setting.Key] = child;
            }
        }
        if (below.Count > 0)
        {
            schema["properties"] = below;
        }
        return schema;
    }

    /// <summary>What must be in the section itself.</summary>
    internal static JsonObject Required(SectionShape shape)
    {
        var schema = new JsonObject();
        var keys = shape
            .Settings.Where(setting => setting.IsRequired)
            .Select(setting => (JsonNode)setting.Key)
            .ToArray();
        if (keys.Length > 0)
        {
            schema["required"] = new JsonArray(keys);
        }
        if (shape.Needs.Count > 0)
        {
            schema["allOf"] = new JsonArray([
                .. shape.Needs.Select(rule => new JsonObject
                {
                    ["anyOf"] = new JsonArray([
                        new JsonObject { ["not"] = Present(rule.Key) },
                        .. rule.Others.Select(Present),
                    ]),
                }),
            ]);
        }
        if (shape.OneOf.Count > 0)
        {
            schema["anyOf"] = new JsonArray([.. shape.OneOf.Select(Present)]);
        }
        return schema;
    }

    /// <summary>Says that a key is there and has a value.</summary>
    internal static JsonObject Present(string key) =>
        new()
        {
            ["required"] = new JsonArray(key),
            ["properties"] = new JsonObject
            {
                [key] = new JsonObject { ["not"] = new JsonObject { ["type"] = "null" } },
            },
        };

    private static JsonObject? Below(ValueShape shape, SettingAttribute about) =>
        shape.Kind switch
        {
            ValueKind.Section => Of(SectionShape.Of(shape.Type)),
            // A single item may lie over a recipe's; items of a list never do.
            ValueKind.List when about.OneOrMany => Of(SectionShape.Of(shape.Item!.Type)),
            ValueKind.Map when Below(shape.Item!, about) is { Count: > 0 } item => new JsonObject
            {
                ["additionalProperties"] = item,
            },
            _ => null,
        };
}
