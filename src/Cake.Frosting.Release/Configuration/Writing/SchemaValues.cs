using System.Text.Json.Nodes;

namespace Cake.Frosting.Release.Configuration;

/// <summary>The schema of single values.</summary>
internal static class SchemaValues
{
    private const string Secret = @"^secret:[A-Za-z_][A-Za-z0-9_]*$";
    private const string Variable = @"\$\{";

    /// <summary>The schema of a value.</summary>
    internal static JsonObject Of(ValueShape shape, SettingAttribute about) =>
        shape.Kind switch
        {
            ValueKind.Text or ValueKind.TextOrSecret or ValueKind.WebAddress => Text(shape, about),
            ValueKind.Secret => Pattern(Secret),
            ValueKind.Integer => OrVariable(Number("integer", about)),
            ValueKind.Number => OrVariable(Number("number", about)),
            ValueKind.Boolean => OrVariable(new JsonObject { ["type"] = "boolean" }),
            ValueKind.Duration => OrVariable(Pattern(Duration.Pattern)),
            ValueKind.Size => OrVariable(Pattern(ByteSize.Pattern)),
            ValueKind.Enumeration => OrVariable(Enumeration(shape.Type)),
            _ => Command(),
        };

    /// <summary>Allows <c>~</c> besides what a schema allows.</summary>
    internal static JsonObject AllowNull(JsonObject schema)
    {
        if (schema["anyOf"] is JsonArray choices)
        {
            choices.Add(new JsonObject { ["type"] = "null" });
        }
        else if (schema["type"] is JsonArray types)
        {
            types.Add("null");
        }
        else if (schema["type"] is { } type)
        {
            schema["type"] = new JsonArray(type.DeepClone(), "null");
        }
        return schema;
    }

    /// <summary>A default as JSON.</summary>
    internal static JsonNode Json(object? value, string text) =>
        value switch
        {
            int number => number,
            double number => number,
            bool flag => flag,
            "" => "",
            _ => text,
        };

    private static JsonObject Text(ValueShape shape, SettingAttribute about)
    {
        var pattern =
            about.Pattern.Length > 0 ? about.Pattern
            : shape.Kind == ValueKind.WebAddress || about.Format == TextFormat.WebAddress ? "^https?://."
            : about.Format == TextFormat.DatabaseAddress ? "^postgres(ql)?://"
            : "";
        if (pattern.Length > 0)
        {
            var choices = OrVariable(Pattern(pattern));
            if (shape.Kind == ValueKind.TextOrSecret)
            {
                choices["anyOf"]!.AsArray().Add(Pattern(Secret));
            }
            return choices;
        }
        // A number or a boolean is taken as the text that is written.
        var schema = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") };
        if (!about.AllowEmpty)
        {
            schema["minLength"] = 1;
        }
        if (shape.Kind == ValueKind.Text)
        {
            schema["not"] = Pattern(Secret);
        }
        return schema;
    }

    private static JsonObject Number(string type, SettingAttribute about)
    {
        var schema = new JsonObject { ["type"] = type };
        if (about.Minimum != int.MinValue)
        {
            schema["minimum"] = about.Minimum;
            schema["maximum"] = about.Maximum;
        }
        return schema;
    }

    private static JsonObject Enumeration(Type type) =>
        new()
        {
            ["enum"] = new JsonArray([
                .. EnumValue.Of(type).Where(value => !value.IsPlanned).Select(value => (JsonNode)value.Name),
            ]),
        };

    private static JsonObject Command() =>
        new()
        {
            ["type"] = "array",
            ["minItems"] = 1,
            ["items"] = new JsonObject
            {
                ["type"] = new JsonArray("string", "number", "boolean"),
                ["not"] = Pattern(Secret),
            },
        };

    private static JsonObject Pattern(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    private static JsonObject OrVariable(JsonObject schema) =>
        new() { ["anyOf"] = new JsonArray(schema, Pattern(Variable)) };
}
