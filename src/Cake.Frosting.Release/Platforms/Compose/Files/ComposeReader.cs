using Cake.Frosting.Release.Errors;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Cake.Frosting.Release.Platforms.Compose.Files;

/// <summary>Reads the YAML of a compose file, with the place of everything in it.</summary>
internal sealed class ComposeReader
{
    private const int DeepestLevel = 100;

    private readonly Dictionary<AnchorName, ComposeNode> anchors = [];
    private readonly Parser parser;
    private readonly string text;
    private int level;

    private ComposeReader(string text)
    {
        this.text = text;
        parser = new Parser(new Scanner(new StringReader(text), skipComments: true));
    }

    /// <summary>The first document of a text; <c>null</c> where there is nothing in it.</summary>
    /// <param name="name">The file, as messages name it.</param>
    /// <param name="text">Its text, without a byte order mark.</param>
    /// <exception cref="ConfigurationException">It is no YAML.</exception>
    public static ComposeNode? Read(string name, string text)
    {
        var reader = new ComposeReader(text);
        try
        {
            reader.parser.Consume<StreamStart>();
            if (!reader.parser.TryConsume<DocumentStart>(out _))
            {
                return null;
            }

            return reader.Node();
        }
        catch (YamlException exception)
        {
            throw new ConfigurationException(
                $"{name}({exception.Start.Line},{exception.Start.Column}): it is no YAML: {exception.InnerException?.Message ?? exception.Message}",
                "Mend it; Compose does not take it either.",
                exception
            );
        }
    }

    private ComposeNode Node()
    {
        if (++level > DeepestLevel)
        {
            throw new YamlException(
                parser.Current!.Start,
                parser.Current.End,
                $"nested more than {DeepestLevel} levels deep"
            );
        }

        var node = parser.Consume<ParsingEvent>() switch
        {
            AnchorAlias alias => anchors.TryGetValue(alias.Value, out var target)
                ? target
                : throw new YamlException(
                    alias.Start,
                    alias.End,
                    $"there is no anchor &{alias.Value} before"
                ),
            Scalar scalar => Keep(scalar, new ComposeText(scalar.Start, scalar.Value, SpanOf(scalar))),
            SequenceStart start => Keep(start, new ComposeList(start.Start, [.. Items()])),
            MappingStart start => Keep(start, new ComposeMap(start.Start, [.. Entries()])),
            var other => throw new YamlException(other.Start, other.End, "this is not understood"),
        };
        level--;
        return node;
    }

    private ComposeNode Keep(NodeEvent begin, ComposeNode node)
    {
        if (!begin.Anchor.IsEmpty)
        {
            anchors[begin.Anchor] = node;
        }

        return node;
    }

    private IEnumerable<ComposeNode> Items()
    {
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            yield return Node();
        }
    }

    private IEnumerable<ComposeEntry> Entries()
    {
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node();
            yield return new ComposeEntry((key as ComposeText)?.Text ?? "", key.At, Node());
        }
    }

    /// <summary>Where the text itself stands: what is there must be the text to the letter.</summary>
    private Range? SpanOf(Scalar scalar)
    {
        var (start, end) = ((int)scalar.Start.Index, Math.Min((int)scalar.End.Index, text.Length));
        while (start < end && text[start] is '&' or '!')
        {
            // An anchor or a tag; behind it white space.
            while (start < end && !char.IsWhiteSpace(text[start]))
            {
                start++;
            }

            while (start < end && char.IsWhiteSpace(text[start]))
            {
                start++;
            }
        }

        if (scalar.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted)
        {
            start++;
        }

        var length = scalar.Value.Length;
        return
            scalar.Style is ScalarStyle.Plain or ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted
            && start + length <= text.Length
            && text.AsSpan(start, length).SequenceEqual(scalar.Value)
            ? start..(start + length)
            : null;
    }
}
