using System.Reflection;

namespace Cake.Frosting.Release.Composing;

/// <summary>Text that a recipe's assembly carries with it, its release.yml for example.</summary>
public static class EmbeddedText
{
    /// <summary>Reads it.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <param name="name">The resource's name, as LogicalName in the project file says it.</param>
    /// <exception cref="ArgumentException">The assembly has no resource of this name.</exception>
    public static string Read(Assembly assembly, string name)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        using var stream =
            assembly.GetManifestResourceStream(name)
            ?? throw new ArgumentException(
                $"{assembly.GetName().Name} has no resource {name}, only: {string.Join(", ", assembly.GetManifestResourceNames())}",
                nameof(name)
            );
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
