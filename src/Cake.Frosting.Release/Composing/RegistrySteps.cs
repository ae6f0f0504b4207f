using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Platforms.Compose;
using Cake.Frosting.Release.Registries;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Composing;

/// <summary>
/// The images of the new version: found in their registries and weighed before anything is done, and what was fetched
/// is what was found. A project that fetches its images by commands of its own is asked nothing.
/// </summary>
internal static class RegistrySteps
{
    public static IEnumerable<Step> Preflight(Rooms rooms, ReleaseIdentity release)
    {
        var checks = Checks(rooms, release);
        if (checks.Count == 0)
        {
            return [];
        }

        var engine = EngineAddress.Of(rooms.Configuration.Platform);
        var steps = checks.Select(check => check.Create());
        return PlaceOf(engine) is { } place
            ? steps.Append(new DiskCheck(checks, place, engine.For(Info("DockerRootDir"))).Create())
            : steps;
    }

    /// <summary>What was fetched has the digest that was pinned.</summary>
    public static IEnumerable<Step> Fetched(Rooms rooms, ReleaseIdentity release)
    {
        var checks = Checks(rooms, release);
        return checks.Count == 0
            ? []
            :
            [
                new FetchedCheck(
                    checks,
                    EngineAddress
                        .Of(rooms.Configuration.Platform)
                        .For(new Command("docker", "image", "inspect", "--format", "{{json .RepoDigests}}"))
                ).Create("backup/fetch"),
            ];
    }

    private static IReadOnlyList<ImageCheck> Checks(Rooms rooms, ReleaseIdentity release)
    {
        var configuration = rooms.Configuration;
        if (configuration.Platform.Kind != PlatformKind.Compose || configuration.Fetch.Count > 0)
        {
            return [];
        }

        var section = configuration.Registry;
        var options = new RegistryOptions
        {
            Wait = section.Wait,
            Interval = section.Interval,
            Platform = section.Platform,
            AskPlatform = EngineAddress
                .Of(configuration.Platform)
                .For(new Command("docker", "version", "--format", "{{.Server.Os}}/{{.Server.Arch}}")),
            Insecure = section.Insecure,
        };
        return
        [
            .. configuration
                .Services.Values.Where(service => !service.Keep && service.Image is { Length: > 0 })
                .Select(service =>
                    new ImageTemplate(service.Image!, configuration.Project).Of(release.Version)
                )
                .Distinct()
                .Select(image => new ImageCheck(rooms.Client, ImageName.Parse(image), options)),
        ];
    }

    private static Command Info(string field) => new("docker", "info", "--format", $"{{{{.{field}}}}}");

    /// <summary>Where the engine's disk is; <c>null</c> where nobody knows.</summary>
    private static IPlace? PlaceOf(EngineAddress engine) =>
        engine switch
        {
            { Host: { } host } when host.StartsWith("ssh://", StringComparison.Ordinal) => SshHost.Parse(
                host
            ),
            { Host: { } host } when !host.StartsWith("unix://", StringComparison.Ordinal) => null,
            { Context: not null } => null,
            { Host: null }
                when Environment.GetEnvironmentVariable("DOCKER_HOST") is { Length: > 0 } host
                    && !host.StartsWith("unix://", StringComparison.Ordinal) => null,
            _ => new ThisMachine(),
        };
}
