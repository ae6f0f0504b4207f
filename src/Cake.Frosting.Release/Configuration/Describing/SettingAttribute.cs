namespace Cake.Frosting.Release.Configuration;

/// <summary>
/// Describes one key of a section and what its value may be. The key is the property's name in camelCase, the
/// default is the property's initializer, and a key is required where the property is.
/// </summary>
/// <param name="description">One line: what the value decides.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SettingAttribute(string description) : Attribute
{
    /// <summary>One line: what the value decides.</summary>
    public string Description { get; } = description;

    /// <summary>The key, where it is not the property's name in camelCase.</summary>
    public string Key { get; init; } = "";

    /// <summary>An example value as YAML, for the documentation and the schema.</summary>
    public string Example { get; init; } = "";

    /// <summary>The smallest number allowed.</summary>
    public int Minimum { get; init; } = int.MinValue;

    /// <summary>The largest number allowed.</summary>
    public int Maximum { get; init; } = int.MaxValue;

    /// <summary>A regular expression that the whole text must match; <see cref="Hint"/> says it in words.</summary>
    public string Pattern { get; init; } = "";

    /// <summary>What <see cref="Pattern"/> allows, in words, after "must be".</summary>
    public string Hint { get; init; } = "";

    /// <summary>A regular expression that the keys of a map must match; <see cref="KeyHint"/> says it in words.</summary>
    public string KeyPattern { get; init; } = "";

    /// <summary>What <see cref="KeyPattern"/> allows, in words, after "must be".</summary>
    public string KeyHint { get; init; } = "";

    /// <summary>What a path is relative to, where the text is a path.</summary>
    public PathBase Path { get; init; }

    /// <summary>What the text must be in itself.</summary>
    public TextFormat Format { get; init; }

    /// <summary>Whether placeholders such as <c>{version}</c> are filled in when the value is used.</summary>
    public bool Placeholders { get; init; }

    /// <summary>Whether the text may be empty.</summary>
    public bool AllowEmpty { get; init; }

    /// <summary>Whether a duration may be zero.</summary>
    public bool AllowZero { get; init; }

    /// <summary>Whether no two entries of a list may have the same value here.</summary>
    public bool IsUnique { get; init; }

    /// <summary>The kinds of platform that the key is for; none for all.</summary>
    public PlatformKind[] Kinds { get; init; } = [];

    /// <summary>The kinds of platform for which the key must be there, besides where the property is required.</summary>
    public PlatformKind[] RequiredFor { get; init; } = [];

    /// <summary>The top-level map whose keys this text must be one of, for example <c>databases</c>.</summary>
    public string RefersTo { get; init; } = "";
}
