using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Platforms.Compose.Files;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>What must hold before anything is changed: Compose takes the files, and what they say is what runs.</summary>
internal static class ComposePreflight
{
    public static Step Files(
        Func<ComposeProject> read,
        ComposeCommands commands,
        ReleasedServices services,
        IReadOnlyDictionary<string, string> images
    ) =>
        new()
        {
            Id = "preflight/compose",
            Stage = Stage.Preflight,
            Title = "Check the compose files",
            Instructions = [Instruction.Run(new ThisMachine(), commands.Check)],
            After = [],
            Act = async (context, cancellationToken) =>
            {
                var project = read();
                services.Check();
                await ComposeReading
                    .CheckAsync(project, commands, context, cancellationToken)
                    .ConfigureAwait(false);
                // Every place is found now, and not when the service is down.
                foreach (var (service, image) in images)
                {
                    VersionPlace.Of(project, service, image);
                }

                await ComposeReading
                    .CompareAsync(
                        project,
                        commands,
                        images.Keys.ToDictionary(name => name, name => project.ImageNameOf(name)!),
                        context,
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            },
        };

    public static Step Services(
        Func<StepContext, CancellationToken, Task<PlatformState>> describe,
        ReleaseIdentity release
    ) =>
        new()
        {
            Id = "preflight/services",
            Stage = Stage.Preflight,
            Title = release.PreviousVersion is null
                ? "Check what runs"
                : $"Check that {release.PreviousVersion} is healthy",
            After = [],
            Act = async (context, cancellationToken) =>
            {
                var state = await describe(context, cancellationToken).ConfigureAwait(false);
                foreach (var service in state.Services)
                {
                    Check(service, release);
                }
            },
        };

    private static void Check(ServiceState service, ReleaseIdentity release)
    {
        if (service.Problem is not null && service.IsRunning)
        {
            throw new ReleaseRefusedException(
                $"{service.Name} {service.Version} runs and is not healthy: {service.Problem}.",
                "Bring it to health first: a release that fails would have to come back to this."
            );
        }

        if (!service.IsRunning && release.PreviousVersion is not null)
        {
            throw new ReleaseRefusedException(
                $"{service.Name} {service.Version ?? release.PreviousVersion} should run, and does not.",
                "Start it first, so that there is something to come back to; its log tells why it ended."
            );
        }
    }
}
