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
            if (Below(setting.Value) is { Count: > 0 } child)
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
        if (shape.OneOf.Count > 0)
        {
            schema["anyOf"] = new JsonArray([.. shape.OneOf.Select(Present)]);
        }
        return schema;
    }

    /// <summary>What must be in each service on a kind of platform; <c>null</c> where nothing must.</summary>
    internal static JsonObject? ForPlatform(PlatformKind kind)
    {
        JsonNode[] keys =
        [
            .. SectionShape
                .Of(typeof(Service))
                .Settings.Where(setting => setting.About.RequiredFor.Contains(kind))
                .Select(setting => (JsonNode)setting.Key),
        ];
        if (keys.Length == 0)
        {
            return null;
        }
        JsonObject Below(string key, JsonObject value) => new() { [key] = value };
        var isKind = Below(
            "properties",
            Below(
                "platform",
                Below("properties", Below("kind", new JsonObject { ["const"] = EnumValue.NameOf(kind) }))
            )
        );
        // A file that names no kind has the one that is the default.
        if (kind != new Platform().Kind)
        {
            isKind["required"] = new JsonArray("platform");
            isKind["properties"]!["platform"]!["required"] = new JsonArray("kind");
        }
        return new JsonObject
        {
            ["if"] = isKind,
            ["then"] = Below(
                "properties",
                Below(
                    "services",
                    Below("additionalProperties", new JsonObject { ["required"] = new JsonArray(keys) })
                )
            ),
        };
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

    private static JsonObject? Below(ValueShape shape) =>
        shape.Kind switch
        {
            ValueKind.Section => Of(SectionShape.Of(shape.Type)),
            ValueKind.Map when Below(shape.Item!) is { Count: > 0 } item => new JsonObject
            {
                ["additionalProperties"] = item,
            },
            _ => null,
        };
}
