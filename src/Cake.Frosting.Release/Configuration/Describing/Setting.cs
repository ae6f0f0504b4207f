using System.Reflection;
using System.Runtime.CompilerServices;

namespace Cake.Frosting.Release.Configuration;

/// <summary>One key of a section.</summary>
/// <param name="Key">The key as it is written.</param>
/// <param name="Property">The property that it is bound to.</param>
/// <param name="About">What the property says about it.</param>
/// <param name="Value">What its value looks like.</param>
/// <param name="IsRequired">Whether it must be there.</param>
/// <param name="Default">The value of the property where the key is not there.</param>
internal sealed record Setting(
    string Key,
    PropertyInfo Property,
    SettingAttribute About,
    ValueShape Value,
    bool IsRequired,
    object? Default
)
{
    /// <summary>Whether it is there on a kind of platform.</summary>
    internal bool IsFor(PlatformKind kind) => About.Kinds.Length == 0 || About.Kinds.Contains(kind);

    /// <summary>The setting of a property; <c>null</c> where the property is not one.</summary>
    internal static Setting? Of(PropertyInfo property, object defaults) =>
        property.GetCustomAttribute<SettingAttribute>() is { } about
            ? new Setting(
                about.Key.Length > 0
                    ? about.Key
                    : char.ToLowerInvariant(property.Name[0]) + property.Name[1..],
                property,
                about,
                ValueShape.Of(property.PropertyType),
                property.IsDefined(typeof(RequiredMemberAttribute)),
                property.GetValue(defaults)
            )
            : null;
}
