namespace Cake.Frosting.Release.Configuration;

/// <summary>Binds nodes to records by what the records say about themselves.</summary>
internal sealed class Binder(BindingContext context)
{
    private readonly ScalarBinder scalars = new(context);
    private readonly Dictionary<Type, SectionShape> shapes = [];
    private readonly CommandBinder commands = new(context);

    /// <summary>The section; parts with problems are left at their defaults.</summary>
    internal object Section(SectionShape shape, MapNode map, string path)
    {
        SectionRules.Check(shape, map, path, context);
        var section = Activator.CreateInstance(shape.Type)!;
        foreach (var setting in shape.Settings)
        {
            var node = map.Find(setting.Key)?.Value;
            if (node is ScalarNode { IsNull: true })
            {
                node = null;
            }
            var value = node is null
                ? Missing(setting, map, path)
                : Value(setting.Value, setting.About, node, Join(path, setting.Key));
            if (value is not null)
            {
                setting.Property.SetValue(section, value);
            }
        }
        return section;
    }

    private object? Missing(Setting setting, MapNode map, string path)
    {
        if (setting.IsRequired || setting.About.RequiredFor.Contains(context.Platform))
        {
            var example =
                setting.About.Example.Length > 0
                    ? $", for example {setting.Key}: {setting.About.Example}"
                    : "";
            context.Problems.Add(map.Position, path, $"'{setting.Key}' is missing{example}");
        }
        return setting switch
        {
            { About.Path: PathBase.Project, Default: string relative } => ScalarBinder.FullPath(
                relative,
                context.ProjectDirectory
            ),
            // A section that is not there has defaults all the same, and some are paths of the project.
            { Value.Kind: ValueKind.Section, Default: not null } => Section(
                ShapeOf(setting.Value.Type),
                new MapNode(map.Position, []),
                Join(path, setting.Key)
            ),
            _ => null,
        };
    }

    private object? Value(ValueShape shape, SettingAttribute about, Node node, string path)
    {
        switch (shape.Kind)
        {
            case ValueKind.Section when AsMap(node) is { } map:
                return Section(ShapeOf(shape.Type), map, path);
            case ValueKind.Map when AsMap(node) is { } map:
                return Map(shape, about, map, path);
            case ValueKind.Section or ValueKind.Map:
                context.Problems.Add(node.Position, path, "must be a map: keys with values, indented below");
                return null;
            case ValueKind.List:
                return List(shape, about, node, path);
            case ValueKind.Command:
                return commands.Bind(about, node, path);
            default:
                return scalars.Bind(shape, about, node, path);
        }
    }

    private object Map(ValueShape shape, SettingAttribute about, MapNode map, string path)
    {
        var entries = new List<(object Key, object Value)>();
        foreach (var entry in map.Entries)
        {
            var below = Join(path, entry.Key);
            var isRemoved =
                entry.Value is ScalarNode { IsNull: true }
                && (AsMap(entry.Value) is null || !shape.Item!.IsMap);
            if (
                Key(shape.Key!, about, entry, below) is { } key
                && !isRemoved
                && Value(shape.Item!, about, entry.Value, below) is { } value
            )
            {
                entries.Add((key, value));
            }
        }
        return Collections.Map(shape, entries);
    }

    private object? Key(ValueShape shape, SettingAttribute about, MapEntry entry, string path)
    {
        var shown = new Shown(entry.Key);
        var read =
            shape.Kind == ValueKind.Enumeration ? new ScalarReader(shown).Read(entry.Key, shape, about)
            : about.KeyPattern.Length > 0 && !TextRules.Matches(entry.Key, about.KeyPattern)
                ? Read.Wrong($"{shown} must be {about.KeyHint}")
            : Read.Ok(entry.Key);
        if (read.Problem is not null)
        {
            context.Problems.Add(entry.Position, path, read.Problem);
        }
        return read.Value;
    }

    private object? List(ValueShape shape, SettingAttribute about, Node node, string path)
    {
        var item = shape.Item!;
        if (node is ScalarNode && item.Kind == ValueKind.Text)
        {
            return scalars.Bind(item, about, node, path) is { } only ? Collections.List(shape, [only]) : null;
        }
        if (node is not ListNode list)
        {
            context.Problems.Add(
                node.Position,
                path,
                "must be a list: items that begin with '- ', indented below"
            );
            return null;
        }
        if (item.Kind == ValueKind.Command && list.Items is [ScalarNode, ..])
        {
            context.Problems.Add(
                node.Position,
                path,
                "must be a list of commands, and each is a list: [[git, pull], [make]]"
            );
            return null;
        }
        var values = list
            .Items.Select((value, index) => Item(item, about, value, $"{path}[{index}]"))
            .OfType<object>()
            .ToList();
        if (item.Kind == ValueKind.Section)
        {
            SectionRules.CheckUnique(ShapeOf(item.Type), list, path, context.Problems);
        }
        return Collections.List(shape, values);
    }

    private object? Item(ValueShape shape, SettingAttribute about, Node node, string path)
    {
        if (node is ScalarNode { IsNull: true })
        {
            context.Problems.Add(
                node.Position,
                path,
                "nothing is written here; remove the '-' or write a value"
            );
            return null;
        }
        return Value(shape, about, node, path);
    }

    /// <summary>A map; a key with nothing below it is one without entries.</summary>
    private static MapNode? AsMap(Node node) =>
        node as MapNode ?? (node is ScalarNode { IsEmpty: true } ? new MapNode(node.Position, []) : null);

    /// <summary>Reflects on each record once.</summary>
    private SectionShape ShapeOf(Type type) =>
        shapes.TryGetValue(type, out var shape) ? shape : shapes[type] = SectionShape.Of(type);

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}/{key}";
}
