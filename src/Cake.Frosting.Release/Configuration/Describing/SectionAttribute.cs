namespace Cake.Frosting.Release.Configuration;

/// <summary>Describes a section of release.yml; binder, schema and documentation read it.</summary>
/// <param name="description">One line: what the section is for.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SectionAttribute(string description) : Attribute
{
    /// <summary>One line: what the section is for.</summary>
    public string Description { get; } = description;
}
