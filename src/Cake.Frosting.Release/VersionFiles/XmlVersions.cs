using System.Xml;

namespace Cake.Frosting.Release.VersionFiles;

/// <summary>The version of files in XML: that of an MSBuild project, or of a Maven project itself.</summary>
internal static class XmlVersions
{
    public static IReadOnlyList<VersionSpot> OfMaven(VersionText text)
    {
        var found = Elements(text, path => path is ["project", "version"]);
        return
        [
            Literal(
                text,
                text.Only(
                    found,
                    "<version> of the project itself",
                    "Where it inherits the parent's, set that one, or give the project its own <version>."
                )
            ),
        ];
    }

    public static IReadOnlyList<VersionSpot> OfMsBuild(VersionText text)
    {
        var versions = Elements(text, path => path is ["Project", "PropertyGroup", "Version"]);
        var prefixes = Elements(text, path => path is ["Project", "PropertyGroup", "VersionPrefix"]);
        if (versions.Count > 0 || prefixes.Count == 0)
        {
            const string wayOut = "Add <Version>0.0.0</Version> to a <PropertyGroup>.";
            return [Literal(text, text.Only(versions, "<Version> in a <PropertyGroup>", wayOut))];
        }

        var prefix = Literal(text, text.Only(prefixes, "<VersionPrefix> in a <PropertyGroup>", ""));
        return
        [
            prefix with
            {
                Write = version =>
                    version.Contains('-', StringComparison.Ordinal)
                        ? throw text.At(
                            prefix.Start,
                            $"a <VersionPrefix> cannot be {version}.",
                            "Use <Version> instead of <VersionPrefix>."
                        )
                        : version,
            },
        ];
    }

    private static VersionSpot Literal(VersionText text, VersionSpot spot)
    {
        var value = text.Text.AsSpan(spot.Start, spot.Length);
        return value.IndexOfAny("$<&") < 0
            ? spot
            : throw text.At(
                spot.Start,
                $"{spot.What} is {value}, and not the version itself.",
                "Name the file and the place that it comes from in version/files, with a pattern where it needs one."
            );
    }

    private static List<VersionSpot> Elements(VersionText text, Func<string[], bool> isMeant)
    {
        var found = new List<VersionSpot>();
        var path = new List<string>();
        // The three bytes of a byte order mark are three characters here, and no XML.
        var start = text.Text.StartsWith("\u00EF\u00BB\u00BF", StringComparison.Ordinal) ? 3 : 0;
        var lines = new XmlLines(text.Text, start);
        try
        {
            using var reader = XmlReader.Create(
                new StringReader(text.Text[start..]),
                new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null }
            );
            var position = (IXmlLineInfo)reader;
            while (reader.Read())
            {
                if (reader.NodeType == XmlNodeType.Element)
                {
                    path.RemoveRange(reader.Depth, path.Count - reader.Depth);
                    path.Add(reader.LocalName);
                    if (isMeant([.. path]) && !reader.IsEmptyElement)
                    {
                        found.Add(Inside(text, lines.PositionOf(position), reader.LocalName));
                    }
                }
            }
        }
        catch (XmlException exception)
        {
            throw text.At(
                lines.PositionOf(exception.LineNumber, exception.LinePosition),
                "this is no XML.",
                "Mend the file; git diff shows what was changed last."
            );
        }

        return found;
    }

    /// <summary>What is between the tags of the element whose name begins at a position, without white space around it.</summary>
    private static VersionSpot Inside(VersionText text, int name, string element)
    {
        var quote = '\0';
        var start = name;
        for (; quote != '\0' || text.Text[start] != '>'; start++)
        {
            quote =
                quote != '\0' ? (text.Text[start] == quote ? '\0' : quote)
                : text.Text[start] is '"' or '\'' ? text.Text[start]
                : '\0';
        }

        start++;
        var end = text.Text.IndexOf($"</", start, StringComparison.Ordinal);
        while (start < end && char.IsWhiteSpace(text.Text[start]))
        {
            start++;
        }

        while (end > start && char.IsWhiteSpace(text.Text[end - 1]))
        {
            end--;
        }

        return new VersionSpot(start, end - start, $"<{element}>");
    }

    /// <summary>Where the lines begin, as an XML reader counts them.</summary>
    private sealed class XmlLines
    {
        private readonly List<int> starts = [];
        private readonly int length;

        public XmlLines(string text, int start)
        {
            length = text.Length;
            starts.Add(start);
            for (var i = start; i < text.Length; i++)
            {
                if (text[i] == '\n' || (text[i] == '\r' && !(i + 1 < text.Length && text[i + 1] == '\n')))
                {
                    starts.Add(i + 1);
                }
            }
        }

        public int PositionOf(IXmlLineInfo info) => PositionOf(info.LineNumber, info.LinePosition);

        public int PositionOf(int line, int column) =>
            line < 1 || line > starts.Count ? 0 : Math.Min(starts[line - 1] + column - 1, length);
    }
}
