using Cake.Core.Composition;
using Cake.Core.IO;
using Cake.Core.Packaging;
using Cake.Frosting.Internal;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>
/// What a build can be given in <see cref="IFrostingStartup.Configure"/> or
/// <see cref="CakeHost.ConfigureServices"/>.
/// </summary>
public static class ServiceCollectionExtensions
{
    /// <summary>Uses a context of the build's own.</summary>
    /// <typeparam name="TContext">The type of the context.</typeparam>
    /// <param name="services">The services of the build.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseContext<TContext>(this IServiceCollection services)
        where TContext : class, IFrostingContext => services.AddSingleton<IFrostingContext, TContext>();

    /// <summary>Runs a class before the first and after the last task. One only: the last one wins.</summary>
    /// <typeparam name="TLifetime">The type of the lifetime.</typeparam>
    /// <param name="services">The services of the build.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseLifetime<TLifetime>(this IServiceCollection services)
        where TLifetime : class, IFrostingLifetime =>
        services
            .AddSingleton<IFrostingLifetime, TLifetime>()
            .AddSingleton<IFrostingSetup>(all => all.GetRequiredService<IFrostingLifetime>())
            .AddSingleton<IFrostingTeardown>(all => all.GetRequiredService<IFrostingLifetime>());

    /// <summary>Runs a class before the first task. One only: the last one wins.</summary>
    /// <typeparam name="TSetup">The type of the setup.</typeparam>
    /// <param name="services">The services of the build.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseSetup<TSetup>(this IServiceCollection services)
        where TSetup : class, IFrostingSetup => services.AddSingleton<IFrostingSetup, TSetup>();

    /// <summary>Runs a class after the last task. One only: the last one wins.</summary>
    /// <typeparam name="TTeardown">The type of the teardown.</typeparam>
    /// <param name="services">The services of the build.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseTeardown<TTeardown>(this IServiceCollection services)
        where TTeardown : class, IFrostingTeardown => services.AddSingleton<IFrostingTeardown, TTeardown>();

    /// <summary>Runs a class before and after each task. One only: the last one wins.</summary>
    /// <typeparam name="TLifetime">The type of the lifetime.</typeparam>
    /// <param name="services">The services of the build.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseTaskLifetime<TLifetime>(this IServiceCollection services)
        where TLifetime : class, IFrostingTaskLifetime =>
        services
            .AddSingleton<IFrostingTaskLifetime, TLifetime>()
            .AddSingleton<IFrostingTaskSetup>(all => all.GetRequiredService<IFrostingTaskLifetime>())
            .AddSingleton<IFrostingTaskTeardown>(all => all.GetRequiredService<IFrostingTaskLifetime>());

    /// <summary>Runs a class before each task. One only: the last one wins.</summary>
    /// <typeparam name="TSetup">The type of the setup.</typeparam>
    /// <param name="services">The services of the build.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseTaskSetup<TSetup>(this IServiceCollection services)
        where TSetup : class, IFrostingTaskSetup => services.AddSingleton<IFrostingTaskSetup, TSetup>();

    /// <summary>Runs a class after each task. One only: the last one wins.</summary>
    /// <typeparam name="TTeardown">The type of the teardown.</typeparam>
    /// <param name="services">The services of the build.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseTaskTeardown<TTeardown>(this IServiceCollection services)
        where TTeardown : class, IFrostingTaskTeardown =>
        services.AddSingleton<IFrostingTaskTeardown, TTeardown>();

    /// <summary>Adds everything that a Cake module registers.</summary>
    /// <typeparam name="TModule">The type of the module.</typeparam>
    /// <param name="services">The services of the build.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseModule<TModule>(this IServiceCollection services)
        where TModule : ICakeModule, new() =>
        Cake.Cli.ServiceCollectionExtensions.UseModule(services, new TModule());

    /// <summary>Adds an installer of packages, such as tools.</summary>
    /// <typeparam name="TPackageInstaller">The type of the installer.</typeparam>
    /// <param name="services">The services of the build.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UsePackageInstaller<TPackageInstaller>(this IServiceCollection services)
        where TPackageInstaller : class, IPackageInstaller =>
        services.AddSingleton<IPackageInstaller, TPackageInstaller>();

    /// <summary>Installs a tool before the first task runs.</summary>
    /// <param name="services">The services of the build.</param>
    /// <param name="uri">The package of the tool, such as <c>nuget:?package=Name&amp;version=1.2.3</c>.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseTool(this IServiceCollection services, Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);

        return services.AddSingleton(new PackageReference(uri.OriginalString));
    }

    /// <summary>Runs the build in a directory, unless <c>--working</c> names another one.</summary>
    /// <param name="services">The services of the build.</param>
    /// <param name="path">The directory; a relative one starts at the current directory.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseWorkingDirectory(
        this IServiceCollection services,
        DirectoryPath path
    ) => services.AddSingleton(new WorkingDirectory(path));

    /// <summary>
    /// Sets a default for a value of Cake's configuration. Environment variables, cake.config and arguments win.
    /// </summary>
    /// <param name="services">The services of the build.</param>
    /// <param name="key">The key, such as <c>Settings_ShowProcessCommandLine</c>.</param>
    /// <param name="value">The value.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseCakeSetting(
        this IServiceCollection services,
        string key,
        string value
    ) => services.AddSingleton(new FrostingConfigurationValue(key, value));

    /// <summary>Sets the directory that tools are installed into.</summary>
    /// <param name="services">The services of the build.</param>
    /// <param name="toolPath">The directory.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection UseToolPath(this IServiceCollection services, DirectoryPath toolPath)
    {
        ArgumentNullException.ThrowIfNull(toolPath);

        return services.UseCakeSetting(FrostingConfigurationValue.ToolPath, toolPath.FullPath);
    }
}
