using System.Reflection;

namespace Cake.Frosting.Tests;

/// <summary>Lists what an assembly offers, a text per type, in the form of PublicSurface.txt.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    public static string[] Of(Assembly assembly) =>
        [
            .. assembly
                .GetExportedTypes()
                .Select(type => Sorted([Head(type), .. Members(type).Select(member => $"   {member}")]))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Puts the members of a type, which follow its first line, into an order.</summary>
    public static string Sorted(IReadOnlyList<string> type) =>
        string.Join('\n', [type[0], .. type.Skip(1).Order(StringComparer.Ordinal)]);

    private static string Head(Type type)
    {
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var bases = new[] { type.BaseType }
            .OfType<Type>()
            .Where(direct => direct != typeof(object))
            .Concat(type.GetInterfaces().Except(inherited))
            .Select(Name);
        var list = string.Join(", ", bases);
        return $"{Kind(type)} {type.Namespace}.{Name(type)}{(list.Length > 0 ? " : " + list : "")}"
            + Constraints(type.GetGenericArguments())
            + Usage(type);
    }

    private static string Kind(Type type) =>
        type switch
        {
            { IsInterface: true } => "interface",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };

    private static string Usage(Type type) =>
        type.IsSubclassOf(typeof(Attribute))
        && type.GetCustomAttribute<AttributeUsageAttribute>() is { } usage
            ? $" [Usage {usage.ValidOn}, multi={usage.AllowMultiple}]"
            : "";

    private static IEnumerable<string> Members(Type type) =>
        type.GetConstructors(Declared)
            .Where(IsOffered)
            .Select(constructor => $".ctor({Parameters(constructor)})")
            .Concat(
                type.GetProperties(Declared).Where(property => IsOffered(property.GetMethod)).Select(Property)
            )
            .Concat(
                type.GetMethods(Declared)
                    .Where(IsOffered)
                    .Where(method => !method.IsSpecialName)
                    .Select(Method)
            )
            .Concat(
                type.GetFields(Declared)
                    .Where(field => field.IsPublic || field.IsFamily)
                    .Select(field => field.Name)
            )
            .Concat(type.GetEvents(Declared).Select(occasion => occasion.Name));

    private static bool IsOffered(MethodBase? method) =>
        method is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };

    private static string Property(PropertyInfo property) =>
        $"{Name(property.PropertyType)} {property.Name} {{get{(IsOffered(property.SetMethod) ? ";set" : "")}}}";

    private static string Method(MethodInfo method)
    {
        var kind = method switch
        {
            { IsStatic: true } => "static ",
            { IsAbstract: true } => "abstract ",
            { IsVirtual: true, IsFinal: false } => "virtual ",
            _ => "",
        };
        var generic = method.GetGenericArguments();
        var arguments = generic.Length == 0 ? "" : $"<{string.Join(", ", generic.Select(Name))}>";
        return $"{kind}{Name(method.ReturnType)} {method.Name}{arguments}({Parameters(method)}){Constraints(generic)}";
    }

    private static string Parameters(MethodBase method) =>
        string.Join(
            ", ",
            method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}")
        );

    private static string Constraints(IEnumerable<Type> arguments) =>
        string.Concat(
            arguments
                .Where(argument => argument.IsGenericParameter)
                .Select(argument =>
                    (
                        argument.Name,
                        List: argument
                            .GetGenericParameterConstraints()
                            .Select(Name)
                            .Concat(HasNew(argument) ? ["new()"] : [])
                            .ToArray()
                    )
                )
                .Where(argument => argument.List.Length > 0)
                .Select(argument => $" where {argument.Name}:{string.Join(",", argument.List)}")
        );

    private static bool HasNew(Type argument) =>
        argument.GenericParameterAttributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint);

    private static string Name(Type type) =>
        type switch
        {
            { IsGenericType: true } =>
                $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>",
            _ when type == typeof(void) => "void",
            _ when type == typeof(string) => "string",
            _ when type == typeof(bool) => "bool",
            _ when type == typeof(int) => "int",
            _ => type.Name,
        };
}
