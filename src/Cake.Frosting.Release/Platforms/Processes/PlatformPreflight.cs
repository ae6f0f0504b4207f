using Cake.Frosting.Release.Checks;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Platforms.Processes;

/// <summary>What must hold on this machine before anything is changed.</summary>
internal static class PlatformPreflight
{
    public static Step Step(
        ProcessPlatform platform,
        IReadOnlyList<ServiceProcess> services,
        ReleaseIdentity release
    ) =>
        new()
        {
            Id = "preflight/services",
            Stage = Stage.Preflight,
            Title = release.PreviousVersion is null
                ? "Check that the ports of the services are free"
                : $"Check that {release.PreviousVersion} is healthy",
            After = [],
            Act = async (context, cancellationToken) =>
            {
                if (!OperatingSystem.IsLinux())
                {
                    throw new ReleaseRefusedException(
                        "The platform 'processes' needs Linux: it finds processes through /proc.",
                        "Run the release on the machine that the service runs on."
                    );
                }

                var state = await platform.DescribeAsync(context, cancellationToken).ConfigureAwait(false);
                foreach (var service in state.Services)
                {
                    await CheckAsync(
                            service,
                            services.First(other => other.Name == service.Name),
                            release,
                            cancellationToken
                        )
                        .ConfigureAwait(false);
                }
            },
        };

    private static async Task CheckAsync(
        ServiceState state,
        ServiceProcess service,
        ReleaseIdentity release,
        CancellationToken cancellationToken
    )
    {
        if (state.Problem is not null)
        {
            throw new ReleaseRefusedException(
                $"{state.Name} {state.Version} runs and is not healthy: {state.Problem}.",
                "Bring it to health first: a release that fails would have to come back to this."
            );
        }

        if (
            !state.IsRunning
            && service.Configuration.Port is { } port
            && await TcpProbe.IsOpenAsync(port, cancellationToken).ConfigureAwait(false)
        )
        {
            throw new ReleaseRefusedException(
                $"{state.Name} does not run, and something else listens on its port {port}.",
                $"Stop it, or give {state.Name} another port. To see what it is: ss -ltnp 'sport = :{port}'"
            );
        }

        if (!state.IsRunning && release.PreviousVersion is not null)
        {
            throw new ReleaseRefusedException(
                $"{state.Name} {release.PreviousVersion} should run, and does not.",
                "Start it first, so that there is something to come back to; its log tells why it ended."
            );
        }
    }
}
