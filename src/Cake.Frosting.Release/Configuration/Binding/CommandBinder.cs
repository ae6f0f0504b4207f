using System.Buffers;

namespace Cake.Frosting.Release.Configuration;

/// <summary>Binds a command: a list of a program and its arguments.</summary>
internal sealed class CommandBinder(BindingContext context)
{
    private static readonly SearchValues<char> ForShells = SearchValues.Create("|&;<>*?`'\"\n");
    private static readonly SearchValues<char> ForYaml = SearchValues.Create("{}[],:#");
    private static readonly ValueShape Argument = new(ValueKind.Text, typeof(string));

    /// <summary>The command; <c>null</c> after a problem.</summary>
    internal CommandTemplate? Bind(SettingAttribute about, Node node, string path)
    {
        switch (node)
        {
            case ListNode { Items: [ListNode, ..] }:
                return Refuse(node, path, "must be one command, not a list of commands");
            case ListNode { Items.Count: > 0 } list:
                return Bind(about, list, path);
            case ScalarNode { IsNull: false } scalar:
                return Refuse(
                    node,
                    path,
                    $"must be a list, as there is no shell; write {Suggest(scalar.Text)}"
                );
            default:
                return Refuse(
                    node,
                    path,
                    "must be a list of a program and its arguments, such as [dotnet, Shop.dll]"
                );
        }
    }

    private CommandTemplate? Bind(SettingAttribute about, ListNode list, string path)
    {
        var scalars = new ScalarBinder(context);
        var rules = new SettingAttribute("") { Placeholders = about.Placeholders, AllowEmpty = true };
        var program = new SettingAttribute("") { Placeholders = about.Placeholders };
        var words = list
            .Items.Select(
                (item, index) => Word(scalars, index == 0 ? program : rules, item, $"{path}[{index}]")
            )
            .ToList();
        return words.Contains(null)
            ? null
            : new CommandTemplate(words[0]!, words.Skip(1).ToList().AsReadOnly()!);
    }

    private string? Word(ScalarBinder scalars, SettingAttribute rules, Node item, string path)
    {
        if (item is ScalarNode { IsNull: true })
        {
            context.Problems.Add(
                item.Position,
                path,
                "nothing is written here; put an empty argument in quotes"
            );
            return null;
        }
        return (string?)scalars.Bind(Argument, rules, item, path);
    }

    private CommandTemplate? Refuse(Node node, string path, string message)
    {
        context.Problems.Add(node.Position, path, message);
        return null;
    }

    /// <summary>The list form of a command line; one that needs a shell gets one.</summary>
    private static string Suggest(string text)
    {
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return text.AsSpan().ContainsAny(ForShells)
            ? "[sh, -c, …] for a command that needs one"
            : Quoting.OneLine($"[{string.Join(", ", words.Select(Word))}]");
    }

    private static string Word(string word) =>
        word.AsSpan().ContainsAny(ForYaml) || word[0] is '@' or '%' or '!' ? $"\"{word}\"" : word;
}
