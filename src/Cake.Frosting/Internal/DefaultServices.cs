using Cake.Cli;
using Cake.Core.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Cake.Frosting.Internal;

internal static class DefaultServices
{
    public static ServiceCollection Create()
    {
        var services = new ServiceCollection();
        services.AddCakeDiagnostics();
        services.AddSingleton<ICakeConfiguration, FrostingConfiguration>();
        AddRunners(services);
        AddFeatures(services);
        services.AddSingleton<IToolInstaller, ToolInstaller>();
        services.UseCakeDefaultModules();
        services.Replace(ServiceDescriptor.Singleton<Core.Tooling.IToolInstaller, LateToolInstaller>());
        services.AddSingleton<FrostingContext>();
        services.AddSingleton<IFrostingContext>(all => all.GetRequiredService<FrostingContext>());
        return services;
    }

    private static void AddRunners(ServiceCollection services)
    {
        services.AddSingleton<BuildScriptHost<IFrostingContext>>();
        services.AddSingleton<DryRunScriptHost<IFrostingContext>>();
        services.AddSingleton<TreeScriptHost>();
        services.AddSingleton<DescriptionScriptHost>();
        services.AddSingleton<FrostingEngine>();
    }

    private static void AddFeatures(ServiceCollection services)
    {
        services.AddSingleton<IVersionResolver, CakeVersionResolver>();
        services.AddSingleton<VersionFeature>();
        services.AddSingleton<InfoFeature>();
    }
}
