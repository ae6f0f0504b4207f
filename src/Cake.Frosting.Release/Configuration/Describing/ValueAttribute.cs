namespace Cake.Frosting.Release.Configuration;

/// <summary>
/// Describes one value of an enumeration in release.yml. An enumeration without descriptions is written as its
/// members are named.
/// </summary>
/// <param name="description">One line: what choosing it means.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class ValueAttribute(string description) : Attribute
{
    /// <summary>One line: what choosing it means.</summary>
    public string Description { get; } = description;

    /// <summary>How it is written; the member's name in kebab-case where empty.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether the value is known but does not work in this version.</summary>
    public bool IsPlanned { get; init; }
}
