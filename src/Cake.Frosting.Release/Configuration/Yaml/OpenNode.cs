using YamlDotNet.Core;

namespace Cake.Frosting.Release.Configuration;

/// <summary>A map or a list whose end has not been read yet.</summary>
internal sealed class OpenNode(
    Position position,
    bool isMap,
    AnchorName anchor,
    string path,
    Problems problems
)
{
    private readonly List<Node> items = [];
    private readonly List<MapEntry> entries = [];
    private readonly HashSet<string> keys = [];
    private ScalarNode? key;
    private bool expectsValue;

    /// <summary>Its anchor.</summary>
    internal AnchorName Anchor { get; } = anchor;

    /// <summary>The path of the value that comes next.</summary>
    internal string ChildPath =>
        isMap
            ? key is null
                ? path
                : PathOf(key.Text)
            : $"{path}[{items.Count}]";

    /// <summary>Adds a key, a value or an item.</summary>
    internal void Add(Node node)
    {
        if (!isMap)
        {
            items.Add(node);
        }
        else if (!expectsValue)
        {
            key = node as ScalarNode;
            expectsValue = true;
            if (key is null)
            {
                problems.Add(
                    node.Position,
                    path,
                    "a key must be a text, not a list or a map; put a text with braces or brackets in quotes"
                );
            }
        }
        else
        {
            AddEntry(node);
            (key, expectsValue) = (null, false);
        }
    }

    /// <summary>The finished node.</summary>
    internal Node Close() =>
        isMap
            ? new MapNode(position, MergeKeys.Resolve(entries, path, problems))
            : new ListNode(position, items);

    private void AddEntry(Node value)
    {
        if (key is null)
        {
            return;
        }
        if (!keys.Add(key.Text))
        {
            var first = entries.First(entry => entry.Key == key.Text).Position;
            problems.Add(key.Position, PathOf(key.Text), $"the key is already in line {first.Line}");
            return;
        }
        entries.Add(
            new MapEntry(key.Text, key.Position, value) { IsMerge = key is { Text: "<<", IsPlain: true } }
        );
    }

    private string PathOf(string name) => path.Length == 0 ? name : $"{path}/{name}";
}
