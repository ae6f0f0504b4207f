using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Cake.Frosting.Release.Configuration;

/// <summary>
/// Builds nodes from the parser's events. It keeps its own stack, so that depth costs no call stack, and counts
/// what aliases expand to, so that a small file cannot become a large one.
/// </summary>
internal sealed class NodeReader
{
    private const int DeepestLevel = 50;
    private const int MostNodes = 100_000;

    private readonly Dictionary<AnchorName, Node?> anchors = [];
    private readonly Stack<OpenNode> open = [];
    private readonly string text;
    private readonly string file;
    private readonly int layer;
    private readonly Problems problems;
    private Mark last = Mark.Empty;
    private Node? root;
    private long size;
    private int documents;

    private NodeReader(string text, string file, int layer, Problems problems)
    {
        this.text = text.StartsWith('\uFEFF') ? text[1..] : text;
        this.file = file;
        this.layer = layer;
        this.problems = problems;
    }

    /// <summary>Reads the one document of a text; <c>null</c> where there are problems or nothing is in it.</summary>
    internal static Node? Read(string text, string file, int layer, Problems problems) =>
        new NodeReader(text, file, layer, problems).Read();

    private Node? Read()
    {
        if (text.Length > SourceText.Limit)
        {
            throw SourceText.TooLarge(file);
        }
        if (SyntaxCheck.ControlCharacter(text) is { } control)
        {
            return Refuse(At(control.Line, control.Column), control.Message);
        }
        try
        {
            var parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
            while (parser.MoveNext())
            {
                last = parser.Current!.End;
                if (!Take(parser.Current))
                {
                    return null;
                }
            }
            return root;
        }
        // The parser reports some malformed texts by whatever its own state trips over.
        catch (Exception e)
            when (e
                    is YamlException
                        or InvalidOperationException
                        or ArgumentException
                        or FormatException
                        or IndexOutOfRangeException
            )
        {
            var (line, column, message) = SyntaxCheck.Explain(text, e, last);
            return Refuse(At(line, column), message);
        }
    }

    /// <summary>Takes one event; false where reading on makes no sense.</summary>
    private bool Take(ParsingEvent e)
    {
        switch (e)
        {
            case DocumentStart when ++documents > 1:
                return Stop(e, "a second document begins here; release.yml is one");
            case NodeEvent node when SyntaxCheck.IsIndentedByTab(text, e.Start.Index):
                return Stop(node, SyntaxCheck.Tab);
            case NodeEvent node when !node.Tag.IsEmpty:
                problems.Add(
                    At(e),
                    Path(),
                    $"the tag {Quoting.Quote(node.Tag.Value)} is not used in release.yml; remove it"
                );
                break;
        }
        switch (e)
        {
            case Scalar scalar:
                return Place(
                    new ScalarNode(At(e), scalar.Value, scalar.Style == ScalarStyle.Plain),
                    scalar.Anchor,
                    e
                );
            case AnchorAlias alias:
                return PlaceAlias(alias);
            case MappingStart or SequenceStart when open.Count >= DeepestLevel:
                return Stop(e, $"nested more than {DeepestLevel} levels deep");
            case MappingStart or SequenceStart:
                var anchor = ((NodeEvent)e).Anchor;
                open.Push(new OpenNode(At(e), e is MappingStart, anchor, Path(), problems));
                Remember(anchor, null);
                return true;
            case MappingEnd or SequenceEnd:
                var closed = open.Pop();
                return Place(closed.Close(), closed.Anchor, e, counted: true);
            default:
                return true;
        }
    }

    private bool PlaceAlias(AnchorAlias alias)
    {
        if (!anchors.TryGetValue(alias.Value, out var target))
        {
            var closest = Suggestion.For(alias.Value.Value, anchors.Keys.Select(anchor => anchor.Value));
            return Stop(alias, $"there is no anchor &{alias.Value.Value} before this alias{closest}");
        }
        return target is null
            ? Stop(alias, $"the anchor &{alias.Value.Value} contains itself")
            : Place(target, AnchorName.Empty, alias);
    }

    private bool Place(Node node, AnchorName anchor, ParsingEvent e, bool counted = false)
    {
        size += counted ? 1 : node.Size;
        if (size > MostNodes)
        {
            return Stop(e, $"more than {MostNodes} values up to here, aliases expanded");
        }
        Remember(anchor, node);
        if (open.TryPeek(out var parent))
        {
            parent.Add(node);
        }
        else
        {
            root = node;
        }
        return true;
    }

    private void Remember(AnchorName anchor, Node? node)
    {
        if (!anchor.IsEmpty)
        {
            anchors[anchor] = node;
        }
    }

    private string Path() => open.TryPeek(out var parent) ? parent.ChildPath : "";

    private bool Stop(ParsingEvent e, string message)
    {
        problems.Add(At(e), Path(), message);
        return false;
    }

    private Node? Refuse(Position position, string message)
    {
        problems.Add(position, "", message);
        return null;
    }

    private Position At(ParsingEvent e) => At((int)e.Start.Line, (int)e.Start.Column);

    private Position At(int line, int column) => new(file, layer, Math.Max(1, line), Math.Max(1, column));
}
