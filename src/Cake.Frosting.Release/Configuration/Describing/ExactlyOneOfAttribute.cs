namespace Cake.Frosting.Release.Configuration;

/// <summary>A section must have exactly one of these keys.</summary>
/// <param name="keys">The keys as they are written in release.yml.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ExactlyOneOfAttribute(params string[] keys) : Attribute
{
    /// <summary>The keys as they are written in release.yml.</summary>
    public IReadOnlyList<string> Keys { get; } = keys;
}
