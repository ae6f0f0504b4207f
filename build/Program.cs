using Build.Output;
using Cake.Frosting;
using Cake.Frosting.Release.Chain;
using Microsoft.Extensions.DependencyInjection;

var closing = new ClosingLine();
var exitCode = new CakeHost()
    .AddAssembly(typeof(Quickstart.Recipe).Assembly)
    .ConfigureServices(services => services.AddSingleton(closing))
    .RunRelease(
        args,
        new Quickstart.Recipe(),
        new Utilitarian.Recipe(),
        new Atmosphere.Recipe(),
        new Orion.Recipe()
    );
closing.Print();
return exitCode;
