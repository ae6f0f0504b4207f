using System.Reflection;

namespace Cake.Frosting.Release.Configuration;

/// <summary>A section: its keys and what must hold between them, read from a record.</summary>
/// <param name="Type">The record.</param>
/// <param name="Description">One line: what it is for.</param>
/// <param name="Settings">Its keys, in the order of the record.</param>
/// <param name="OneOf">The keys of which exactly one must be there; may be empty.</param>
/// <param name="Excludes">The keys that exclude others.</param>
/// <param name="Needs">The keys that need one of others.</param>
internal sealed record SectionShape(
    Type Type,
    string Description,
    IReadOnlyList<Setting> Settings,
    IReadOnlyList<string> OneOf,
    IReadOnlyList<ExcludesAttribute> Excludes,
    IReadOnlyList<NeedsAttribute> Needs
)
{
    /// <summary>The shape of a record.</summary>
    internal static SectionShape Of(Type type)
    {
        var defaults = Activator.CreateInstance(type)!;
        return new SectionShape(
            type,
            type.GetCustomAttribute<SectionAttribute>()!.Description,
            [.. type.GetProperties().Select(property => Setting.Of(property, defaults)).OfType<Setting>()],
            type.GetCustomAttribute<ExactlyOneOfAttribute>()?.Keys ?? [],
            [.. type.GetCustomAttributes<ExcludesAttribute>()],
            [.. type.GetCustomAttributes<NeedsAttribute>()]
        );
    }
}
