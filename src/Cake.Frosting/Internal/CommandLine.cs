using Cake.Cli;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using Spectre.Console.Cli;

namespace Cake.Frosting.Internal;

internal static class CommandLine
{
    public static int Run(
        IEnumerable<string> arguments,
        Func<IServiceCollection> services,
        IAnsiConsole? console = null
    )
    {
        var version = VersionArgument.TakeFrom(arguments);

        var registrar = new TypeRegistrar();
        registrar.RegisterInstance(typeof(Func<IServiceCollection>), services);
        registrar.RegisterInstance(typeof(VersionArgument), version);

        var app = new CommandApp<DefaultCommand>(registrar);
        app.Configure(configuration =>
        {
            configuration.Settings.Console = console;
            configuration.AddExample();
            configuration.AddExample("--verbosity", "quiet");
            configuration.AddExample("--tree");
        });

        return app.Run(version.Rest);
    }
}
