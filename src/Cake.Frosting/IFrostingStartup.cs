using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting;

/// <summary>
/// Configures the services of a build in a class of its own, see
/// <see cref="CakeHostExtensions.UseStartup{TStartup}"/>.
/// </summary>
public interface IFrostingStartup
{
    /// <summary>Adds services to the build.</summary>
    /// <param name="services">The services; what is added last wins over what is there.</param>
    void Configure(IServiceCollection services);
}
