using System.Reflection;
using System.Text;

namespace Cake.Frosting.Release.Tests.Architecture;

/// <summary>Lists what an assembly offers, a block for each type, in an order that does not change by itself.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    /// <summary>What the compiler adds to records is no news.</summary>
    private static readonly string[] OfRecords =
    [
        "Deconstruct",
        "Equals",
        "GetHashCode",
        "PrintMembers",
        "ToString",
        "<Clone>$",
    ];

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (
            var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal)
        )
        {
            text.Append(Head(type)).Append('\n');
            foreach (var member in Members(type).Distinct().Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Head(Type type)
    {
        var bases = new[] { type.BaseType }
            .OfType<Type>()
            .Where(each => each != typeof(object) && each != typeof(ValueType) && each != typeof(Enum))
            .Concat(type.IsEnum ? [] : type.GetInterfaces())
            .Select(Name)
            .Where(name => !name.StartsWith("IEquatable<", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();
        return $"{Kind(type)} {type.Namespace}.{Name(type)}{(bases.Count == 0 ? "" : $" : {string.Join(", ", bases)}")}";
    }

    private static string Kind(Type type) =>
        type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => "struct",
            _ when type.IsSubclassOf(typeof(Delegate)) => "delegate",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "class",
            _ => "open class",
        };

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name))}");
        }

        if (type.IsSubclassOf(typeof(Delegate)))
        {
            var invoke = type.GetMethod("Invoke")!;
            return [$"{Name(invoke.ReturnType)} ({Parameters(invoke)})"];
        }

        return
        [
            .. type.GetConstructors(Declared).Where(IsOffered).Select(each => $"new({Parameters(each)})"),
            .. type.GetProperties(Declared).Where(each => IsOffered(each.GetMethod)).Select(Property),
            .. type.GetMethods(Declared).Where(IsShown).Select(Method),
            .. type.GetFields(Declared)
                .Where(field => field.IsPublic || field.IsFamily)
                .Select(field =>
                    $"{(field.IsLiteral ? "const" : "field")} {Name(field.FieldType)} {field.Name}"
                ),
            .. type.GetEvents(Declared).Select(each => $"event {each.Name}"),
        ];
    }

    private static bool IsShown(MethodInfo method) =>
        IsOffered(method)
        && !OfRecords.Contains(method.Name)
        && (!method.IsSpecialName || method.Name is "op_Implicit" or "op_Explicit");

    private static bool IsOffered(MethodBase? method) =>
        method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    private static string Property(PropertyInfo property)
    {
        var isInit = property.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Length > 0;
        var set =
            !IsOffered(property.SetMethod) ? ""
            : isInit ? " init;"
            : " set;";
        var isRequired = property.CustomAttributes.Any(each =>
            each.AttributeType.Name == "RequiredMemberAttribute"
        );
        return $"{(isRequired ? "required " : "")}{Name(property.PropertyType)} {property.Name} {{ get;{set} }}";
    }

    private static string Method(MethodInfo method)
    {
        var arguments = method.GetGenericArguments();
        var generic = arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments.Select(Name))}>";
        return $"{(method.IsStatic ? "static " : "")}{Name(method.ReturnType)} {method.Name}{generic}({Parameters(method)})";
    }

    private static string Parameters(MethodBase method) =>
        string.Join(
            ", ",
            method
                .GetParameters()
                .Select(each =>
                    $"{Name(each.ParameterType)} {each.Name}{(each.HasDefaultValue ? " = …" : "")}"
                )
        );

    private static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return $"{Name(value)}?";
        }

        var outer = type is { IsNested: true, IsGenericParameter: false }
            ? $"{Name(type.DeclaringType!)}."
            : "";
        return type.IsGenericType
            ? $"{outer}{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : outer + type.Name;
    }
}
