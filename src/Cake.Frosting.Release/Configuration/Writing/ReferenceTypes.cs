namespace Cake.Frosting.Release.Configuration;

/// <summary>How kinds of value are called and defaults are written in the documentation.</summary>
internal static class ReferenceTypes
{
    /// <summary>The kind of value in words.</summary>
    internal static string Name(ValueShape shape, SettingAttribute about) =>
        shape.Kind switch
        {
            ValueKind.Text => about switch
            {
                { RefersTo.Length: > 0 } => $"a name under `{about.RefersTo}`",
                { Path: not PathBase.None } => "path",
                { Format: TextFormat.RegularExpression } => "regular expression",
                _ => "text",
            },
            ValueKind.TextOrSecret =>
                $"{(about.Format == TextFormat.Any ? "text" : "address")} or `secret:NAME`",
            ValueKind.Secret => "`secret:NAME`",
            ValueKind.Integer => $"whole number{Range(about)}",
            ValueKind.Number => $"number{Range(about)}",
            ValueKind.Boolean => "`true` or `false`",
            ValueKind.Duration => "duration",
            ValueKind.Size => "size",
            ValueKind.Enumeration => string.Join(
                ", ",
                EnumValue.Of(shape.Type).Where(value => !value.IsPlanned).Select(value => $"`{value.Name}`")
            ),
            ValueKind.WebAddress => "address",
            ValueKind.Command => "command",
            ValueKind.Section => "section",
            ValueKind.List => $"{(about.OneOrMany ? "one or " : "")}list: {Name(shape.Item!, about)}",
            _ =>
                $"map: {(shape.Key!.Kind == ValueKind.Enumeration ? "stage" : "name")} to {Name(shape.Item!, about)}",
        };

    /// <summary>A default as YAML; empty where there is none.</summary>
    internal static string Default(object? value) =>
        value switch
        {
            null => "",
            "" => "\"\"",
            string text => text,
            bool flag => flag ? "true" : "false",
            TimeSpan span => Duration.Format(span),
            Enum member => EnumValue.NameOf(member),
            int or double or ByteSize => string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{value}"
            ),
            _ => "",
        };

    private static string Range(SettingAttribute about) =>
        about.Minimum == int.MinValue ? "" : $" {about.Minimum}–{about.Maximum}";
}
