using Cake.Cli;
using Cake.Cli.Infrastructure;
using Cake.Core;
using Cake.Core.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console.Cli;

namespace Cake.Frosting.Internal;

internal sealed class DefaultCommand(Func<IServiceCollection> services, VersionArgument version)
    : Command<DefaultCommandSettings>
{
    public override int Execute(
        CommandContext context,
        DefaultCommandSettings settings,
        CancellationToken cancellationToken
    )
    {
        ServiceProvider? provider = null;
        try
        {
            // Not disposed: what the build made may outlive the run.
            provider = Provide(version.AddTo(context.Remaining), settings);
            Run(provider, settings);
            return 0;
        }
        catch (Exception exception)
        {
            (provider?.GetService<ICakeLog>()).LogException(exception);
            return ExitCode.Of(exception);
        }
    }

    private ServiceProvider Provide(IRemainingArguments remaining, DefaultCommandSettings settings) =>
        services()
            .AddSingleton<ICakeArguments>(remaining.ToCakeArguments(settings.Targets))
            .AddSingleton(remaining)
            .BuildServiceProvider();

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
