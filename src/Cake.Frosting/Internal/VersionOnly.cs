using Cake.Cli;
using Cake.Core;

namespace Cake.Frosting.Internal;

/// <summary>
/// Answers a lone <c>--version</c> without reading options or building a container, which would cost several
/// times as much as the answer.
/// </summary>
internal static class VersionOnly
{
    private static readonly Type[] _used =
    [
        typeof(VersionFeature),
        typeof(IVersionResolver),
        typeof(IConsole),
        typeof(ICakeEnvironment),
        typeof(ICakePlatform),
        typeof(ICakeRuntime),
    ];

    public static int? TryRun(IReadOnlyList<string> arguments, HostServices services)
    {
        if (arguments is not ["--version" or "--ver"] || !UsesDefaults(services))
        {
            return null;
        }

        var console = new CakeConsole(new CakeEnvironment(new CakePlatform(), new CakeRuntime()));
        new VersionFeature(new CakeVersionResolver()).Run(console);
        return 0;
    }

    private static bool UsesDefaults(HostServices services) =>
        services.OnlyAdded is { } added && !added.Any(service => _used.Contains(service.ServiceType));
}
