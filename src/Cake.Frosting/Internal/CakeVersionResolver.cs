using System.Reflection;
using Cake.Cli;
using Cake.Core;

namespace Cake.Frosting.Internal;

/// <summary>
/// Tells the version of Cake's engine. Cake's own resolver reads the entry assembly, which here is the build.
/// </summary>
internal sealed class CakeVersionResolver : IVersionResolver
{
    public string GetVersion() => GetProductVersion().Split('+')[0];

    public string GetProductVersion() =>
        typeof(ICakeContext)
            .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion
        ?? "Unknown";
}
