using System.Text;

namespace Cake.Frosting.Release.Configuration;

/// <summary>Writes the documentation of release.yml from the records that it is bound to.</summary>
public static class ConfigurationReference
{
    /// <summary>The documentation as Markdown.</summary>
    public static string Write()
    {
        var text = new StringBuilder(ReferenceIntroduction.Text());
        var headings = Sections().ToDictionary(section => section.Key, section => Heading(section.Value));
        foreach (var type in headings.Keys)
        {
            Section(text, type, headings);
        }
        return text.ToString();
    }

    /// <summary>Every section once, with the paths at which it may stand.</summary>
    private static OrderedDictionary<Type, List<string>> Sections()
    {
        var found = new OrderedDictionary<Type, List<string>>();
        void Visit(ValueShape shape, string path)
        {
            switch (shape.Kind)
            {
                case ValueKind.List:
                    Visit(shape.Item!, $"{path}[]");
                    break;
                case ValueKind.Map:
                    Visit(
                        shape.Item!,
                        $"{path}.{(shape.Key!.Kind == ValueKind.Enumeration ? "STAGE" : "NAME")}"
                    );
                    break;
                case ValueKind.Section when found.TryGetValue(shape.Type, out var paths):
                    paths.Add(path);
                    break;
                case ValueKind.Section:
                    found.Add(shape.Type, [path]);
                    foreach (var setting in SectionShape.Of(shape.Type).Settings)
                    {
                        Visit(setting.Value, path.Length == 0 ? setting.Key : $"{path}.{setting.Key}");
                    }
                    break;
            }
        }
        Visit(ValueShape.Of(typeof(ReleaseConfiguration)), "");
        return found;
    }

    private static void Section(StringBuilder text, Type type, Dictionary<Type, string> headings)
    {
        var shape = SectionShape.Of(type);
        text.Append($"\n## {headings[type]}\n\n{shape.Description}\n");
        if (shape.OneOf.Count > 0)
        {
            text.Append(
                $"Exactly one of {string.Join(", ", shape.OneOf.Select(key => $"`{key}`"))} must be there.\n"
            );
        }
        foreach (var rule in shape.Excludes)
        {
            text.Append(
                $"`{rule.Key}` excludes {string.Join(", ", rule.Others.Select(key => $"`{key}`"))}.\n"
            );
        }
        text.Append("\n| Key | Value | Default | Meaning | Example |\n| --- | --- | --- | --- | --- |\n");
        foreach (var setting in shape.Settings)
        {
            text.Append(Row(setting, headings));
        }
        foreach (var setting in shape.Settings.Where(HasDescribedValues))
        {
            Values(text, setting);
        }
    }

    private static string Heading(List<string> paths) =>
        paths[0].Length == 0 ? "The file" : string.Join(", ", paths.Select(path => $"`{path}`"));

    /// <summary>The anchor that Markdown viewers give a heading.</summary>
    private static string Anchor(string heading) =>
        string.Concat(
            heading
                .Where(c => char.IsLetterOrDigit(c) || c == ' ')
                .Select(c => c == ' ' ? '-' : char.ToLowerInvariant(c))
        );

    private static ValueShape Innermost(ValueShape shape) => shape.Item is { } item ? Innermost(item) : shape;

    private static string Row(Setting setting, Dictionary<Type, string> headings)
    {
        var standard =
            setting.IsRequired || setting.About.RequiredFor.Length > 0
                ? "**required**"
                : Code(ReferenceTypes.Default(setting.Default));
        var marks =
            (setting.About.Placeholders ? " *Placeholders.*" : "")
            + (
                setting.About.Kinds.Length == 0
                    ? ""
                    : $" *Platform {string.Join(", ", setting.About.Kinds.Select(kind => EnumValue.NameOf(kind)))}.*"
            );
        var meaning = setting.About.Description + marks;
        var name = ReferenceTypes.Name(setting.Value, setting.About);
        if (Innermost(setting.Value) is { Kind: ValueKind.Section } section)
        {
            name = name.Replace(
                "section",
                $"[section](#{Anchor(headings[section.Type])})",
                StringComparison.Ordinal
            );
        }
        return $"| `{setting.Key}` | {name} | {standard} | {meaning} | {Code(setting.About.Example)} |\n";
    }

    private static void Values(StringBuilder text, Setting setting)
    {
        text.Append($"\nValues of `{setting.Key}`:\n\n");
        foreach (var value in EnumValue.Of(setting.Value.Type))
        {
            var planned = value.IsPlanned ? " Not available in this version." : "";
            text.Append($"- `{value.Name}`: {value.Description}{planned}\n");
        }
    }

    private static bool HasDescribedValues(Setting setting) =>
        setting.Value.Kind == ValueKind.Enumeration
        && EnumValue.Of(setting.Value.Type).Any(value => value.Description.TrimEnd('.') != value.Name);

    private static string Code(string yaml) =>
        yaml.Length == 0 ? "" : $"`{yaml.Replace("|", "\\|", StringComparison.Ordinal)}`";
}
