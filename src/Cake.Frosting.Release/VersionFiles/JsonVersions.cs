using System.Text.Json;

namespace Cake.Frosting.Release.VersionFiles;

/// <summary>The version of npm's files: at the top, and in a lock file of its own package as well.</summary>
internal static class JsonVersions
{
    private static readonly JsonReaderOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public static IReadOnlyList<VersionSpot> Find(VersionText text)
    {
        var top = new List<VersionSpot>();
        var own = new List<VersionSpot>();
        var start = text.Bytes.Span.StartsWith("\uFEFF"u8) ? 3 : 0;
        var path = new Stack<string>();
        var name = "";
        try
        {
            var reader = new Utf8JsonReader(text.Bytes.Span[start..], Options);
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        name = reader.GetString()!;
                        break;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        // What is in a list is nobody's own version.
                        path.Push(reader.TokenType == JsonTokenType.StartArray ? "[]" : name);
                        name = "[]";
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        path.Pop();
                        break;
                    case JsonTokenType.String when name == "version":
                        var spot = new VersionSpot(
                            start + (int)reader.TokenStartIndex + 1,
                            reader.ValueSpan.Length,
                            "\"version\""
                        );
                        (
                            path.Count == 1 ? top
                            : path.Count == 3 && path.First() == "" && path.ElementAt(1) == "packages" ? own
                            : []
                        ).Add(spot);
                        break;
                    default:
                        break;
                }
            }
        }
        catch (JsonException exception)
        {
            throw text.At(
                PositionOf(text, exception),
                "this is no JSON.",
                "Mend the file; git diff shows what was changed last."
            );
        }

        const string wayOut = "Give it a \"version\" at the top, or take it out of version/files.";
        return own.Count == 0
            ? [text.Only(top, "\"version\" at the top", wayOut)]
            :
            [
                text.Only(top, "\"version\" at the top", wayOut),
                text.Only(own, "\"version\" of the package itself", wayOut),
            ];
    }

    private static int PositionOf(VersionText text, JsonException exception)
    {
        var position = 0;
        for (var line = exception.LineNumber ?? 0; line > 0; line--)
        {
            position = text.Text.IndexOf('\n', position) + 1;
        }

        return (int)Math.Min(position + (exception.BytePositionInLine ?? 0), text.Text.Length);
    }
}
