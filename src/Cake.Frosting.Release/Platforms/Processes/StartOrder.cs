using Cake.Frosting.Release.Configuration;

namespace Cake.Frosting.Release.Platforms.Processes;

/// <summary>The order in which services start: each after those that it depends on, otherwise as configured.</summary>
internal static class StartOrder
{
    public static IReadOnlyList<string> Of(IReadOnlyDictionary<string, Service> services)
    {
        var order = new List<string>();
        foreach (var name in services.Keys)
        {
            Visit(name);
        }

        return order;

        // The configuration has no cycles and no unknown names: it was refused otherwise.
        void Visit(string name)
        {
            if (order.Contains(name))
            {
                return;
            }

            foreach (var dependency in services[name].DependsOn)
            {
                Visit(dependency);
            }

            order.Add(name);
        }
    }
}
