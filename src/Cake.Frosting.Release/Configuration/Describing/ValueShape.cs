using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Configuration;

/// <summary>What a value must look like, read from the type of a property.</summary>
/// <param name="Kind">The kind of value.</param>
/// <param name="Type">The type that it is bound to.</param>
/// <param name="Item">What the items of a list or the values of a map look like.</param>
/// <param name="Key">What the keys of a map look like.</param>
internal sealed record ValueShape(ValueKind Kind, Type Type, ValueShape? Item = null, ValueShape? Key = null)
{
    /// <summary>Whether it is written as a YAML map.</summary>
    internal bool IsMap => Kind is ValueKind.Section or ValueKind.Map;

    /// <summary>The shape of a type.</summary>
    internal static ValueShape Of(Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (type.IsGenericType)
        {
            var arguments = type.GetGenericArguments();
            return type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
                ? new ValueShape(ValueKind.List, type, Of(arguments[0]))
                : new ValueShape(ValueKind.Map, type, Of(arguments[1]), Of(arguments[0]));
        }
        return new ValueShape(KindOf(type), type);
    }

    private static ValueKind KindOf(Type type) =>
        type switch
        {
            _ when type == typeof(string) => ValueKind.Text,
            _ when type == typeof(TextOrSecret) => ValueKind.TextOrSecret,
            _ when type == typeof(Secret) => ValueKind.Secret,
            _ when type == typeof(int) => ValueKind.Integer,
            _ when type == typeof(double) => ValueKind.Number,
            _ when type == typeof(bool) => ValueKind.Boolean,
            _ when type == typeof(TimeSpan) => ValueKind.Duration,
            _ when type == typeof(ByteSize) => ValueKind.Size,
            _ when type == typeof(Uri) => ValueKind.WebAddress,
            _ when type == typeof(CommandTemplate) => ValueKind.Command,
            _ when type.IsEnum => ValueKind.Enumeration,
            _ when type.IsDefined(typeof(SectionAttribute), inherit: false) => ValueKind.Section,
            _ => throw new NotSupportedException($"No setting can be of type {type}."),
        };
}
