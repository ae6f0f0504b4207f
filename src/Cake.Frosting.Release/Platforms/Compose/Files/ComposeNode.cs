using YamlDotNet.Core;

namespace Cake.Frosting.Release.Platforms.Compose.Files;

/// <summary>A value of a compose file, as loosely read as possible: what is wrong with it is for Compose to say.</summary>
/// <param name="At">Where it begins.</param>
internal abstract record ComposeNode(Mark At);

/// <summary>A text.</summary>
/// <param name="At">Where it begins, its anchor and tag included.</param>
/// <param name="Text">The text, without quotes.</param>
/// <param name="Span">Where it stands, in characters; anchor, tag and quotes not included; <c>null</c> where it has escapes or lines of its own.</param>
internal sealed record ComposeText(Mark At, string Text, Range? Span) : ComposeNode(At);

/// <summary>A list.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Items">Its items, aliases resolved.</param>
internal sealed record ComposeList(Mark At, IReadOnlyList<ComposeNode> Items) : ComposeNode(At);

/// <summary>A map.</summary>
/// <param name="At">Where it begins.</param>
/// <param name="Entries">Its entries, aliases resolved and merge keys not.</param>
internal sealed record ComposeMap(Mark At, IReadOnlyList<ComposeEntry> Entries) : ComposeNode(At)
{
    private const string Merge = "<<";

    /// <summary>The value of a key, its own or one that was merged in; <c>null</c> where it has none.</summary>
    public ComposeNode? Find(string key) =>
        Entries.LastOrDefault(entry => entry.Key == key)?.Value
        ?? Entries
            .Where(entry => entry.Key == Merge)
            .SelectMany(entry => entry.Value is ComposeList list ? list.Items : [entry.Value])
            .OfType<ComposeMap>()
            .Select(map => map.Find(key))
            .FirstOrDefault(found => found is not null);

    /// <summary>Where a key stands; <c>null</c> where it does not stand here.</summary>
    public Mark? PositionOf(string key)
    {
        foreach (var entry in Entries)
        {
            if (entry.Key == key)
            {
                return entry.At;
            }
        }

        return null;
    }
}

/// <summary>An entry of a map.</summary>
/// <param name="Key">The key.</param>
/// <param name="At">Where the key stands.</param>
/// <param name="Value">The value.</param>
internal sealed record ComposeEntry(string Key, Mark At, ComposeNode Value);
