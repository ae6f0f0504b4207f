using System.Text.Json.Nodes;

namespace Cake.Frosting.Release.Configuration;

/// <summary>The schema of sections, lists and maps.</summary>
internal static class SchemaSections
{
    /// <summary>The schema of a section, without what must be there.</summary>
    internal static JsonObject Section(SectionShape shape)
    {
        var properties = new JsonObject();
        foreach (var setting in shape.Settings)
        {
            properties[setting.Key] = Property(setting);
        }
        var schema = new JsonObject
        {
            ["description"] = shape.Description,
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = properties,
        };
        var exclusions = Exclusions(shape).ToArray();
        if (exclusions.Length > 0)
        {
            schema["allOf"] = new JsonArray(exclusions);
        }
        return schema;
    }

    private static JsonObject Property(Setting setting)
    {
        var schema = Value(setting.Value, setting.About);
        if (!setting.IsRequired)
        {
            SchemaValues.AllowNull(schema);
        }
        schema["description"] = setting.About.Description;
        if (ReferenceTypes.Default(setting.Default) is { Length: > 0 } text && !setting.IsRequired)
        {
            schema["default"] = SchemaValues.Json(setting.Default, text);
        }
        if (setting.About.Example.Length > 0)
        {
            schema["examples"] = new JsonArray(setting.About.Example);
        }
        return schema;
    }

    private static JsonObject Value(ValueShape shape, SettingAttribute about)
    {
        switch (shape.Kind)
        {
            case ValueKind.Section:
                return Section(SectionShape.Of(shape.Type));
            case ValueKind.List:
                return List(shape.Item!, about);
            case ValueKind.Map:
                return Map(shape, about);
            default:
                return SchemaValues.Of(shape, about);
        }
    }

    private static JsonObject List(ValueShape shape, SettingAttribute about)
    {
        var item = Value(shape, about);
        if (shape.Kind == ValueKind.Section)
        {
            // Lists replace a recipe's whole, so their items are always complete.
            foreach (var (key, value) in SchemaCompleteness.Of(SectionShape.Of(shape.Type)).ToList())
            {
                Add(item, key, value!.DeepClone());
            }
        }
        var list = new JsonObject { ["type"] = "array", ["items"] = item };
        return shape.Kind == ValueKind.Text || about.OneOrMany
            ? new JsonObject { ["anyOf"] = new JsonArray(list, Value(shape, about)) }
            : list;
    }

    private static void Add(JsonObject item, string key, JsonNode value)
    {
        if (!item.ContainsKey(key))
        {
            item[key] = value;
        }
        else if (key == "allOf")
        {
            foreach (var rule in value.AsArray())
            {
                item[key]!.AsArray().Add(rule!.DeepClone());
            }
        }
        else if (key == "properties")
        {
            item["allOf"] ??= new JsonArray();
            item["allOf"]!.AsArray().Add(new JsonObject { [key] = value });
        }
    }

    private static JsonObject Map(ValueShape shape, SettingAttribute about)
    {
        var item = SchemaValues.AllowNull(Value(shape.Item!, about));
        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = item };
        if (shape.Key!.Kind == ValueKind.Enumeration)
        {
            schema["propertyNames"] = new JsonObject
            {
                ["enum"] = new JsonArray([
                    .. EnumValue.Of(shape.Key.Type).Select(value => (JsonNode)value.Name),
                ]),
            };
        }
        else if (about.KeyPattern.Length > 0)
        {
            schema["propertyNames"] = new JsonObject { ["pattern"] = about.KeyPattern };
        }
        return schema;
    }

    private static IEnumerable<JsonNode> Exclusions(SectionShape shape)
    {
        var pairs = shape
            .Excludes.SelectMany(rule => rule.Others.Select(other => (rule.Key, other)))
            .Concat(
                shape.OneOf.SelectMany(
                    (key, index) => shape.OneOf.Skip(index + 1).Select(other => (key, other))
                )
            );
        // Only an object can have both; without the type, a null would count as having them.
        return pairs.Select(pair => new JsonObject
        {
            ["not"] = new JsonObject
            {
                ["type"] = "object",
                ["allOf"] = new JsonArray(
                    SchemaCompleteness.Present(pair.Item1),
                    SchemaCompleteness.Present(pair.Item2)
                ),
            },
        });
    }
}
