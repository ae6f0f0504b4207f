using System.Text.RegularExpressions;

namespace Cake.Frosting.Release.Configuration;

/// <summary>Binds one scalar: variables, secrets, then its type.</summary>
internal sealed partial class ScalarBinder(BindingContext context)
{
    /// <summary>The value; <c>null</c> after a problem.</summary>
    internal object? Bind(ValueShape shape, SettingAttribute about, Node node, string path)
    {
        void Problem(string message) => context.Problems.Add(node.Position, path, message);
        if (node is not ScalarNode scalar)
        {
            Problem(NotAScalar(node));
            return null;
        }
        if (SecretName().Match(scalar.Text) is { Success: true } match)
        {
            return Secret(shape, match.Groups["name"].Value, Problem);
        }
        if (shape.Kind == ValueKind.Secret)
        {
            Problem(
                "a secret is never written into this file; put it into an environment variable and write secret:NAME"
            );
            return null;
        }
        var interpolation = new Interpolation(context.Variable, Problem);
        if (interpolation.Expand(scalar.Text) is not { } text)
        {
            return null;
        }
        var shown = new Shown(scalar.Text, !scalar.IsPlain);
        var read = shape.Kind switch
        {
            ValueKind.Text or ValueKind.TextOrSecret or ValueKind.WebAddress => Text(
                text,
                shown,
                shape,
                about,
                about.Placeholders ? interpolation.Literals : []
            ),
            _ => new ScalarReader(shown).Read(text, shape, about),
        };
        if (read.Problem is not null)
        {
            Problem(read.Problem);
        }
        else if (about.RefersTo.Length > 0)
        {
            context.References.Add(new Reference(node.Position, path, about.RefersTo, text, shown));
        }
        return read.Value;
    }

    private object? Secret(ValueShape shape, string name, Action<string> problem)
    {
        switch (shape.Kind)
        {
            case ValueKind.Secret:
                return context.Secret(name);
            case ValueKind.TextOrSecret:
                return new TextOrSecret(context.Secret(name));
            default:
                problem(
                    "a secret is not possible here; it would be seen on a command line, in a plan or in a file"
                );
                return null;
        }
    }

    private Read Text(
        string text,
        Shown shown,
        ValueShape shape,
        SettingAttribute about,
        List<string> literals
    )
    {
        var problem =
            TextRules.Problem(text, shown, about)
            ?? (about.Path == PathBase.None ? null : TextRules.Path(text, shown, about.Path))
            ?? (shape.Kind == ValueKind.WebAddress ? TextRules.WebAddress(text, shown) : null)
            ?? literals
                .SelectMany(Placeholders.In)
                .Select(UnknownPlaceholder)
                .FirstOrDefault(found => found is not null);
        return problem is not null
            ? Read.Wrong(problem)
            : Read.Ok(
                shape.Kind switch
                {
                    ValueKind.TextOrSecret => new TextOrSecret(text),
                    ValueKind.WebAddress => new Uri(text),
                    _ when about.Path == PathBase.Project => FullPath(text, context.ProjectDirectory),
                    _ => text,
                }
            );
    }

    /// <summary>A path of the project as a full path.</summary>
    internal static string FullPath(string text, string projectDirectory) =>
        Path.TrimEndingDirectorySeparator(Path.GetFullPath(text, projectDirectory));

    private static string? UnknownPlaceholder(string name)
    {
        var known = Placeholders.Known.Select(placeholder => placeholder.Key).ToList();
        if (known.Contains(name))
        {
            return null;
        }
        var closest = Suggestion.Closest(name, known);
        var wayOut = closest is null
            ? $"there are {string.Join(", ", known.Select(word => $"{{{word}}}"))}"
            : $"did you mean '{{{closest}}}'?";
        return $"there is no placeholder {{{name}}}; {wayOut} (for the characters themselves, write {{{{{name}}}}})";
    }

    private static string NotAScalar(Node node) =>
        node switch
        {
            MapNode { Entries: [{ Value: ScalarNode { IsEmpty: true } } only] } =>
                $"must be a single value; in quotes '{{{Quoting.OneLine(only.Key)}}}' is a text",
            MapNode => "must be a single value, not a map",
            _ => "must be a single value, not a list",
        };

    [GeneratedRegex(@"^secret:(?<name>[A-Za-z_][A-Za-z0-9_]*)\z")]
    private static partial Regex SecretName();
}
