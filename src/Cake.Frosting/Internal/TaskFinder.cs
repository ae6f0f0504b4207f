using System.Reflection;

namespace Cake.Frosting.Internal;

internal static class TaskFinder
{
    public static IEnumerable<Type> FindTasks(IEnumerable<Assembly?> assemblies) =>
        assemblies
            .OfType<Assembly>()
            .SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false })
            .Where(type => typeof(IFrostingTask).IsAssignableFrom(type));
}
