using Cake.Frosting;
using Cake.Frosting.Release.Chain;

return new CakeHost()
    .AddAssembly(typeof(Quickstart.Recipe).Assembly)
    .RunRelease(args, new Quickstart.Recipe());
