using System.Reflection;
using Cake.Frosting.Internal;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Cake.Frosting;

/// <summary>
/// Runs a build: finds its tasks, reads the command line and hands both to Cake's engine.
/// </summary>
public sealed class CakeHost
{
    private readonly HostServices _services = new();
    private readonly List<Assembly> _assemblies = [];

    /// <summary>
    /// Initializes a new instance of the <see cref="CakeHost"/> class. Every exported task of the entry
    /// assembly belongs to the build.
    /// </summary>
    public CakeHost()
    {
        if (Assembly.GetEntryAssembly() is { } entry)
        {
            _assemblies.Add(entry);
        }
    }

    /// <summary>Creates a host.</summary>
    /// <returns>The host.</returns>
    public static CakeHost Create() => new();

    /// <summary>Adds every exported, concrete task of an assembly to the build.</summary>
    /// <param name="assembly">The assembly.</param>
    /// <returns>The same host.</returns>
    public CakeHost AddAssembly(Assembly assembly)
    {
        _assemblies.Add(assembly);
        return this;
    }

    /// <summary>
    /// Changes the services of the build. What is added last wins over Cake's own; what is there can be removed.
    /// </summary>
    /// <param name="services">Changes the services; called at once.</param>
    /// <returns>The same host.</returns>
    public CakeHost ConfigureServices(Action<IServiceCollection> services)
    {
        ArgumentNullException.ThrowIfNull(services);

        services(_services);
        return this;
    }

    /// <summary>Runs the build.</summary>
    /// <param name="args">The arguments of the command line; <c>--help</c> lists the options.</param>
    /// <returns>
    /// 0 when all went well; the exit code of the <see cref="Cake.Core.CakeException"/> that ended the build,
    /// else 1; -1 when the command line cannot be read.
    /// </returns>
    /// <remarks>
    /// <para>Options that are not known become arguments of the build, see <c>context.Argument</c>.</para>
    /// <para>
    /// One addition to Cake.Frosting: <c>--version</c> alone prints the version of Cake, while
    /// <c>--version=1.2.3</c> is not an error but the argument <c>version</c> of the build.
    /// </para>
    /// </remarks>
    public int Run(IEnumerable<string> args)
    {
        var arguments = args.ToArray();

        return VersionOnly.TryRun(arguments, _services) ?? CommandLine.Run(arguments, ServicesOfOneRun);
    }

    private ServiceCollection ServicesOfOneRun()
    {
        var tasks = TaskFinder.FindTasks(_assemblies);
        var services = new ServiceCollection { _services };
        services.Add(tasks.Select(task => ServiceDescriptor.Singleton(typeof(IFrostingTask), task)));
        return services;
    }
}
