using Cake.Frosting.Release.Checks;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>How a service stands, seen from its containers and from what it answers.</summary>
/// <param name="services">The services.</param>
/// <param name="versions">What a version is.</param>
/// <param name="askedOf">What a service in a version is asked for its health; <c>null</c> for nothing.</param>
internal sealed class ServiceDescription(
    ReleasedServices services,
    IVersions versions,
    Func<string, string, ICheck?> askedOf
)
{
    public async Task<ServiceState> DescribeAsync(
        string name,
        IReadOnlyList<ContainerState> found,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        var isRunning = found.Count > 0 && found.All(each => each.IsRunning || each.Status == "restarting");
        var version = isRunning ? versions.VersionOf(services, name, found[0]) : null;
        return new ServiceState(
            name,
            isRunning,
            version,
            found.Count == 0 ? "no container"
                : found.Count == 1 ? $"container {found[0].Label}"
                : $"{found.Count} containers",
            (
                isRunning
                    ? await ProblemOfAsync(name, found, version, context, cancellationToken)
                        .ConfigureAwait(false)
                    : null
            ) ?? Mixed(found)
        );
    }

    private async Task<string?> ProblemOfAsync(
        string name,
        IReadOnlyList<ContainerState> found,
        string? version,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        var asked = askedOf(name, version ?? "");
        var problem = ServiceWatch.ProblemOf(found, asked is not null);
        if (problem is null && asked is not null)
        {
            problem = await asked.TryAsync(context, cancellationToken).ConfigureAwait(false);
        }

        return problem ?? (services.Names.Contains(name) ? versions.ProblemOf(found) : null);
    }

    private static string? Mixed(IReadOnlyList<ContainerState> found)
    {
        var images = found.Select(each => each.Reference).Distinct().ToList();
        return images.Count > 1 ? $"its containers have different images: {string.Join(", ", images)}" : null;
    }
}
