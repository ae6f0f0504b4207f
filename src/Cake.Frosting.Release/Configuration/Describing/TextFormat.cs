namespace Cake.Frosting.Release.Configuration;

/// <summary>What a text must be in itself.</summary>
public enum TextFormat
{
    /// <summary>Any text.</summary>
    Any,

    /// <summary>An absolute http or https address without credentials.</summary>
    WebAddress,

    /// <summary>A postgres address without a password.</summary>
    DatabaseAddress,

    /// <summary>A regular expression.</summary>
    RegularExpression,
}
