namespace Cake.Frosting.Release.Configuration;

/// <summary>A scalar exactly as written, quotes removed.</summary>
internal sealed class ScalarNode(Position position, string text, bool isPlain) : Node(position, 1)
{
    /// <summary>The text.</summary>
    internal string Text { get; } = text;

    /// <summary>Whether it stands without quotes.</summary>
    internal bool IsPlain { get; } = isPlain;

    /// <summary>Whether nothing at all is written.</summary>
    internal bool IsEmpty => IsPlain && Text.Length == 0;

    /// <summary>Whether it is YAML's null.</summary>
    internal bool IsNull => IsPlain && (Text is "" or "~" or "null" or "Null" or "NULL");
}
