using Cake.Cli;
using Cake.Cli.Infrastructure;
using Cake.Core;
using Cake.Core.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console.Cli;

namespace Cake.Frosting.Internal;

internal sealed class DefaultCommand(IServiceCollection services, VersionArgument version)
    : Command<DefaultCommandSettings>
{
    public override int Execute(
        CommandContext context,
        DefaultCommandSettings settings,
        CancellationToken cancellationToken
    )
    {
        var remaining = version.AddTo(context.Remaining);
        services.AddSingleton<ICakeArguments>(remaining.ToCakeArguments(settings.Targets));
        services.AddSingleton(remaining);

        // Not disposed: what the build made may outlive the run.
        var provider = services.BuildServiceProvider();
        try
        {
            Run(provider, settings);
            return 0;
        }
        catch (Exception exception)
        {
            provider.GetService<ICakeLog>().LogException(exception);
            return ExitCode.Of(exception);
        }
    }

    private static void Run(ServiceProvider provider, DefaultCommandSettings settings)
    {
        if (settings.Version)
        {
            provider.GetRequiredService<VersionFeature>().Run(provider.GetRequiredService<IConsole>());
        }
        else if (settings.Info)
        {
            provider.GetRequiredService<InfoFeature>().Run(provider.GetRequiredService<IConsole>());
        }
        else
        {
            new Build(provider, settings).Run();
        }
    }
}
