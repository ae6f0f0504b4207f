using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Platforms.Processes;

/// <summary>
/// Local processes: a directory <c>releases/VERSION</c> for each version, a link <c>current</c> to the one that is
/// set, and for each service a supervised process that outlives the tool and is found again by the next run.
/// </summary>
public sealed class ProcessPlatform : IPlatform
{
    private readonly ReleaseConfiguration configuration;
    private readonly ProcessLayout layout;
    private readonly IPlace place = new ThisMachine();
    private readonly IReadOnlyList<ServiceProcess> services;

    /// <summary>Creates the platform.</summary>
    /// <param name="configuration">What is released; its services in the order in which they start.</param>
    /// <param name="client">Asks services for their health.</param>
    public ProcessPlatform(ReleaseConfiguration configuration, HttpClient client)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        this.configuration = configuration;
        layout = new ProcessLayout(configuration.Platform.Directory);
        services =
        [
            .. StartOrder
                .Of(configuration.Services)
                .Select(name => new ServiceProcess(
                    name,
                    configuration.Services[name],
                    layout,
                    client,
                    place
                )),
        ];
    }

    /// <inheritdoc/>
    public string Name => $"processes in {layout.Root}";

    /// <inheritdoc/>
    public string DirectoryOf(string version) => layout.DirectoryOf(version);

    /// <inheritdoc/>
    public async Task<PlatformState> DescribeAsync(StepContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var version = layout.CurrentVersion();
        var states = new List<ServiceState>();
        foreach (var service in services)
        {
            var found = await service.FindAsync(context, cancellationToken).ConfigureAwait(false);
            var check = found is null
                ? null
                : service.HealthOf(Values(context.Release, found.Value.Version), found.Value.Version);
            var problem = check is null
                ? null
                : await check.TryAsync(context, cancellationToken).ConfigureAwait(false);
            states.Add(
                new ServiceState(
                    service.Name,
                    found is not null,
                    found?.Version,
                    found is null ? "not running" : $"process {found.Value.Process}",
                    problem
                )
            );
        }

        return new PlatformState(version, states);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Step> Steps(ReleaseIdentity release)
    {
        ArgumentNullException.ThrowIfNull(release);
        if (configuration is { Services.Count: 0, Fetch.Count: 0, Compress.Count: 0 })
        {
            // A library, say, of which changelog, tag and packages are all there is: nothing runs here.
            return [];
        }

        var files = new ReleaseFiles(layout, configuration, place, Values(release, release.Version));
        return
        [
            PlatformPreflight.Step(this, services, release),
            files.Fetch(release),
            .. services.Reverse().Select(service => StopStep(service, release)),
            CurrentLink.Step(layout, release),
            .. services.Select(service => StartStep(service, release)),
            files.Prune(release),
        ];
    }

    private Step StopStep(ServiceProcess service, ReleaseIdentity release)
    {
        var previous = release.PreviousVersion;
        return new Step
        {
            Id = $"stop/service:{service.Name}",
            Stage = Stage.Stop,
            Title = $"Stop {service.Name}",
            Instructions = [Instruction.Run(place, service.StopCommand)],
            TakesServiceDown = true,
            Probe = async (context, cancellationToken) =>
                await service.FindAsync(context, cancellationToken).ConfigureAwait(false) is null
                    ? Probe.NotNeeded($"{service.Name} does not run")
                    : Probe.NotDone(),
            Act = service.StopAsync,
            Undo = previous is null ? null : StartAgain(service, release, previous),
        };
    }

    private Undo StartAgain(ServiceProcess service, ReleaseIdentity release, string previous)
    {
        var values = Values(release, previous);
        return new Undo
        {
            Title = $"Start {service.Name} {previous} again",
            EvenIfNotBegun = true,
            Instructions = Starting(service, previous, values),
            Act = async (context, cancellationToken) =>
            {
                await StopUnlessAsync(service, previous, context, cancellationToken).ConfigureAwait(false);
                await service.StartAsync(previous, values, context, cancellationToken).ConfigureAwait(false);
            },
        };
    }

    private Step StartStep(ServiceProcess service, ReleaseIdentity release)
    {
        var values = Values(release, release.Version);
        return new Step
        {
            Id = $"start/service:{service.Name}",
            Stage = Stage.Start,
            Title = $"Start {service.Name} {release.Version} and wait until it is healthy",
            Instructions = Starting(service, release.Version, values),
            TakesServiceDown = true,
            // The machine may have been rebooted since.
            RunsAgain = true,
            Act = async (context, cancellationToken) =>
            {
                await StopUnlessAsync(service, release.Version, context, cancellationToken)
                    .ConfigureAwait(false);
                await service
                    .StartAsync(release.Version, values, context, cancellationToken)
                    .ConfigureAwait(false);
            },
            Undo = new Undo
            {
                Title = $"Stop {service.Name} {release.Version}",
                Instructions = [Instruction.Run(place, service.StopCommand)],
                Act = service.StopAsync,
            },
        };
    }

    /// <summary>A start is idempotent in the script; a process of another version must go first.</summary>
    private static async Task StopUnlessAsync(
        ServiceProcess service,
        string version,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        if (
            await service.FindAsync(context, cancellationToken).ConfigureAwait(false) is { } found
            && found.Version != version
        )
        {
            await service.StopAsync(context, cancellationToken).ConfigureAwait(false);
        }
    }

    private IReadOnlyList<Instruction> Starting(
        ServiceProcess service,
        string version,
        PlaceholderValues values
    )
    {
        var start = Instruction.Run(place, service.StartCommand(version, values));
        return service.HealthOf(values, version) is { } check ? [start, check.Instruction] : [start];
    }

    private PlaceholderValues Values(ReleaseIdentity release, string version) =>
        new(release, version, layout.DirectoryOf(version)) { TagPrefix = configuration.Git.TagPrefix };
}
