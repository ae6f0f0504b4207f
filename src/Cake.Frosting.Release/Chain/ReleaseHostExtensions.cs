using Cake.Core;
using Cake.Frosting.Release.Composing;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Release.Chain;

/// <summary>Brings the chain into a Frosting build.</summary>
public static class ReleaseHostExtensions
{
    /// <summary>
    /// Runs a build with the chain's tasks: Release, Rehearse, Plan, Rollback, Status, Runbook, Schema, and each stage by its
    /// own name. The build's own tasks join in with <c>IsDependentOn</c> and <c>IsDependeeOf</c>.
    /// </summary>
    /// <param name="host">The host.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="recipes">The recipes that can be named; the first is the default.</param>
    /// <returns>
    /// The exit code: 0 live, 1 refused or failed with the old version still running, 2 rolled back, 3 needs a human,
    /// 128 and the signal's number when interrupted.
    /// </returns>
    public static int RunRelease(
        this CakeHost host,
        IEnumerable<string> arguments,
        params IReadOnlyList<IRecipe> recipes
    )
    {
        ArgumentNullException.ThrowIfNull(host);
        var line = arguments.ToArray();
        // The question after the host's version needs nothing of the chain, and answers at once without it.
        return line is ["--version" or "--ver"] ? host.Run(line) : RunChain(host, line, recipes);
    }

    private static int RunChain(CakeHost host, string[] arguments, IReadOnlyList<IRecipe> recipes)
    {
        var parsed = ReleaseArguments.Parse(arguments);
        var tool = new Tool(parsed, recipes);
        using var leash = tool.Leash;
        using var interruption = tool.Interruption;
        interruption.Listen();
        using var releaser = new Releaser(tool);
        var exitCode = host.AddAssembly(typeof(ReleaseHostExtensions).Assembly)
            .ConfigureServices(services =>
            {
                services.AddSingleton(releaser);
                services.AddSingleton<ICakeReportPrinter, PagePrinter>();
                // A project's own context, which derives from ReleaseContext, was registered before.
                if (!services.Any(IsContextOfProject))
                {
                    services.UseContext<ReleaseContext>();
                }
            })
            .Run(parsed.ForHost);
        return releaser.Close(exitCode);
    }

    private static bool IsContextOfProject(ServiceDescriptor service) =>
        service.ServiceType == typeof(IFrostingContext)
        && service.ImplementationType?.IsAssignableTo(typeof(ReleaseContext)) == true;
}
