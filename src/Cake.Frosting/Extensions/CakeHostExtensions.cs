using Cake.Core.Composition;
using Cake.Core.IO;
using Cake.Core.Packaging;

namespace Cake.Frosting;

/// <summary>
/// What a build can be given on its <see cref="CakeHost"/>.
/// </summary>
public static class CakeHostExtensions
{
    /// <summary>Lets a class configure the services.</summary>
    /// <typeparam name="TStartup">The type of the class.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseStartup<TStartup>(this CakeHost host)
        where TStartup : IFrostingStartup, new()
    {
        ArgumentNullException.ThrowIfNull(host);

        return host.ConfigureServices(services => new TStartup().Configure(services));
    }

    /// <summary>Uses a context of the build's own.</summary>
    /// <typeparam name="TContext">The type of the context.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseContext<TContext>(this CakeHost host)
        where TContext : class, IFrostingContext
    {
        ArgumentNullException.ThrowIfNull(host);

        return host.ConfigureServices(services => services.UseContext<TContext>());
    }

    /// <summary>Runs a class before the first and after the last task. One only: the last one wins.</summary>
    /// <typeparam name="TLifetime">The type of the lifetime.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseLifetime<TLifetime>(this CakeHost host)
        where TLifetime : class, IFrostingLifetime
    {
        ArgumentNullException.ThrowIfNull(host);

        return host.ConfigureServices(services => services.UseLifetime<TLifetime>());
    }

    /// <summary>Runs a class before the first task. One only: the last one wins.</summary>
    /// <typeparam name="TSetup">The type of the setup.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseSetup<TSetup>(this CakeHost host)
        where TSetup : class, IFrostingSetup
    {
        ArgumentNullException.ThrowIfNull(host);

        return host.ConfigureServices(services => services.UseSetup<TSetup>());
    }

    /// <summary>Runs a class after the last task. One only: the last one wins.</summary>
    /// <typeparam name="TTeardown">The type of the teardown.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseTeardown<TTeardown>(this CakeHost host)
        where TTeardown : class, IFrostingTeardown
    {
        ArgumentNullException.ThrowIfNull(host);

        return host.ConfigureServices(services => services.UseTeardown<TTeardown>());
    }

    /// <summary>Runs a class before and after each task. One only: the last one wins.</summary>
    /// <typeparam name="TLifetime">The type of the lifetime.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseTaskLifetime<TLifetime>(this CakeHost host)
        where TLifetime : class, IFrostingTaskLifetime
    {
        ArgumentNullException.ThrowIfNull(host);

        return host.ConfigureServices(services => services.UseTaskLifetime<TLifetime>());
    }

    /// <summary>Runs a class before each task. One only: the last one wins.</summary>
    /// <typeparam name="TSetup">The type of the setup.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseTaskSetup<TSetup>(this CakeHost host)
        where TSetup : class, IFrostingTaskSetup
    {
        ArgumentNullException.ThrowIfNull(host);

        return host.ConfigureServices(services => services.UseTaskSetup<TSetup>());
    }

    /// <summary>Runs a class after each task. One only: the last one wins.</summary>
    /// <typeparam name="TTeardown">The type of the teardown.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseTaskTeardown<TTeardown>(this CakeHost host)
        where TTeardown : class, IFrostingTaskTeardown
    {
        ArgumentNullException.ThrowIfNull(host);

        return host.ConfigureServices(services => services.UseTaskTeardown<TTeardown>());
    }

    /// <summary>Adds everything that a Cake module registers.</summary>
    /// <typeparam name="TModule">The type of the module.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseModule<TModule>(this CakeHost host)
        where TModule : ICakeModule, new()
    {
        ArgumentNullException.ThrowIfNull(host);

        return host.ConfigureServices(services => services.UseModule<TModule>());
    }

    /// <summary>Adds an installer of packages, such as tools.</summary>
    /// <typeparam name="TPackageInstaller">The type of the installer.</typeparam>
    /// <param name="host">The host.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UsePackageInstaller<TPackageInstaller>(this CakeHost host)
        where TPackageInstaller : class, IPackageInstaller
    {
        ArgumentNullException.ThrowIfNull(host);

        return host.ConfigureServices(services => services.UsePackageInstaller<TPackageInstaller>());
    }

    /// <summary>Installs a tool before the first task runs.</summary>
    /// <param name="host">The host.</param>
    /// <param name="uri">The package of the tool, such as <c>nuget:?package=Name&amp;version=1.2.3</c>.</param>
    /// <returns>The same host.</returns>
    public static CakeHost InstallTool(this CakeHost host, Uri uri)
    {
        ArgumentNullException.ThrowIfNull(host);

        return host.ConfigureServices(services => services.UseTool(uri));
    }

    /// <summary>Runs the build in a directory, unless <c>--working</c> names another one.</summary>
    /// <param name="host">The host.</param>
    /// <param name="path">The directory; a relative one starts at the current directory.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseWorkingDirectory(this CakeHost host, DirectoryPath path)
    {
        ArgumentNullException.ThrowIfNull(host);

        return host.ConfigureServices(services => services.UseWorkingDirectory(path));
    }

    /// <summary>
    /// Sets a default for a value of Cake's configuration. Environment variables, cake.config and arguments win.
    /// </summary>
    /// <param name="host">The host.</param>
    /// <param name="key">The key, such as <c>Settings_ShowProcessCommandLine</c>.</param>
    /// <param name="value">The value.</param>
    /// <returns>The same host.</returns>
    public static CakeHost UseCakeSetting(this CakeHost host, string key, string value)
    {
        ArgumentNullException.ThrowIfNull(host);

        return host.ConfigureServices(services => services.UseCakeSetting(key, value));
    }

    /// <summary>Sets the directory that tools are installed into.</summary>
    /// <param name="host">The host.</param>
    /// <param name="path">The directory.</param>
    /// <returns>The same host.</returns>
    public static CakeHost SetToolPath(this CakeHost host, DirectoryPath path)
    {
        ArgumentNullException.ThrowIfNull(host);

        return host.ConfigureServices(services => services.UseToolPath(path));
    }
}
