using System.Reflection;
using System.Text.RegularExpressions;

namespace Cake.Frosting.Release.Configuration;

/// <summary>One value of an enumeration as it is written in release.yml.</summary>
/// <param name="Name">How it is written.</param>
/// <param name="Member">The member.</param>
/// <param name="Description">What choosing it means; may be empty.</param>
/// <param name="IsPlanned">Whether it does not work in this version.</param>
internal sealed partial record EnumValue(string Name, object Member, string Description, bool IsPlanned)
{
    /// <summary>The values of an enumeration.</summary>
    internal static IReadOnlyList<EnumValue> Of(Type type) =>
        [.. type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(Of)];

    /// <summary>How a member is written.</summary>
    internal static string NameOf(object member) =>
        Of(member.GetType()).First(value => value.Member.Equals(member)).Name;

    private static EnumValue Of(FieldInfo field) =>
        field.GetCustomAttribute<ValueAttribute>() is { } about
            ? new EnumValue(
                about.Name.Length > 0 ? about.Name : Humps().Replace(field.Name, "-$0").ToLowerInvariant(),
                field.GetValue(null)!,
                about.Description,
                about.IsPlanned
            )
            : new EnumValue(field.Name, field.GetValue(null)!, "", false);

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Humps();
}
