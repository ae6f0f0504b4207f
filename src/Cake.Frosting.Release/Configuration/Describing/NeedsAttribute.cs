namespace Cake.Frosting.Release.Configuration;

/// <summary>A section that has <paramref name="key"/> must have one of the others.</summary>
/// <param name="key">The key as it is written in release.yml.</param>
/// <param name="others">The keys of which it needs one.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class NeedsAttribute(string key, params string[] others) : Attribute
{
    /// <summary>The key as it is written in release.yml.</summary>
    public string Key { get; } = key;

    /// <summary>The keys of which it needs one.</summary>
    public IReadOnlyList<string> Others { get; } = others;
}
