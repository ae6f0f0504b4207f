using Cake.Cli;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console.Cli;

namespace Cake.Frosting.Internal;

internal static class CommandLine
{
    public static int Run(IEnumerable<string> arguments, IServiceCollection services)
    {
        var version = VersionArgument.TakeFrom(arguments);

        var registrar = new TypeRegistrar();
        registrar.RegisterInstance(typeof(IServiceCollection), services);
        registrar.RegisterInstance(typeof(VersionArgument), version);

        var app = new CommandApp<DefaultCommand>(registrar);
        app.Configure(configuration =>
        {
            configuration.AddExample();
            configuration.AddExample("--verbosity", "quiet");
            configuration.AddExample("--tree");
        });

        return app.Run(version.Rest);
    }
}
