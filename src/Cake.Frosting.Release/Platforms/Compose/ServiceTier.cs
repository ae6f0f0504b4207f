using Cake.Frosting.Release.Checks;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Platforms.Compose.Files;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>What the steps of all tiers are made with.</summary>
/// <param name="Configuration">What is released.</param>
/// <param name="Commands">Compose's commands.</param>
/// <param name="Containers">The containers of the project.</param>
/// <param name="Book">Which image is which.</param>
/// <param name="Read">Reads the files as they are now.</param>
/// <param name="WatchOf">What tells that a service of a version is healthy.</param>
internal sealed record TierTools(
    ReleaseConfiguration Configuration,
    ComposeCommands Commands,
    Containers Containers,
    ImageBook Book,
    Func<ComposeProject> Read,
    Func<string, string, ServiceWatch> WatchOf
)
{
    /// <summary>The version whose directory they are of; <c>null</c> where versions are images.</summary>
    public string? Version { get; init; }

    /// <summary>Whether a container is of the directory that it should be of.</summary>
    public bool Made(ContainerState container) =>
        Version is null || VersionDirectories.VersionOf(container) == Version;
}

/// <summary>Services that stop together and start together, as none of them needs another.</summary>
/// <param name="services">Their names.</param>
/// <param name="old">What the steps of the old version are made with.</param>
/// <param name="next">What the steps of the new version are made with; the same where versions are images.</param>
internal sealed class ServiceTier(IReadOnlyList<string> services, TierTools old, TierTools next)
{
    /// <summary>Without a deadline of release.yml: a container may have its own idea of how long it takes.</summary>
    private static readonly Health ByItself = new() { Deadline = TimeSpan.FromMinutes(2) };

    private readonly IPlace place = new ThisMachine();

    private string Id => (services.Count == 1 ? "service:" : "services:") + string.Join(',', services);

    private string Names => string.Join(", ", services);

    private TimeSpan? Grace =>
        services
            .Select(name => old.Configuration.Services[name].Stop.Grace)
            .OfType<TimeSpan>()
            .ToList() switch
        {
            [] => null,
            var all => all.Max(),
        };

    private Command StopOf(TierTools tools) =>
        tools.Commands.Stop(services, Grace) with
        {
            Deadline = (Grace ?? TimeSpan.FromMinutes(4)) + TimeSpan.FromMinutes(1),
        };

    public Step Stop(ReleaseIdentity release) =>
        new()
        {
            Id = $"stop/{Id}",
            Stage = Stage.Stop,
            Title = $"Stop {Names}",
            Instructions = [Instruction.Run(place, StopOf(old))],
            TakesServiceDown = true,
            Probe = async (context, cancellationToken) =>
                (await RunningAsync(old, context, cancellationToken).ConfigureAwait(false)).Count == 0
                    ? Probe.NotNeeded($"{Names} {(services.Count == 1 ? "does" : "do")} not run")
                    : Probe.NotDone(),
            Act = (context, cancellationToken) => StopAsync(old, context, cancellationToken),
            Undo = release.PreviousVersion is { } previous
                ? new Undo
                {
                    Title = $"Start {Names} {previous} again",
                    EvenIfNotBegun = true,
                    Instructions = Starting(old, previous),
                    Act = (context, cancellationToken) => BackAsync(previous, context, cancellationToken),
                }
                : null,
        };

    public Step Start(ReleaseIdentity release, Func<string, StepContext, string?> imageOf) =>
        new()
        {
            Id = $"start/{Id}",
            Stage = Stage.Start,
            Title =
                $"Start {Names} {release.Version} and wait until {(services.Count == 1 ? "it is" : "they are")} healthy",
            Instructions = Starting(next, release.Version),
            TakesServiceDown = true,
            // The machine may have been rebooted since.
            RunsAgain = true,
            Act = (context, cancellationToken) =>
                UpAsync(
                    next,
                    release.Version,
                    service => imageOf(service, context),
                    context,
                    cancellationToken
                ),
            Undo = release.PreviousVersion is null
                ? new Undo
                {
                    Title = $"Remove the containers of {Names}",
                    Instructions = [Instruction.Run(place, next.Commands.Remove(services))],
                    Act = (context, cancellationToken) =>
                        context.RunAsync(place, next.Commands.Remove(services), cancellationToken),
                }
                : new Undo
                {
                    Title = $"Stop {Names} {release.Version}",
                    Instructions = [Instruction.Run(place, StopOf(next))],
                    Act = (context, cancellationToken) => StopAsync(next, context, cancellationToken),
                },
        };

    private IReadOnlyList<Instruction> Starting(TierTools tools, string version) =>
        [
            Instruction.Run(place, tools.Commands.Up(services, new Dictionary<string, int>())),
            .. services.Select(name => tools.WatchOf(name, version).Instruction),
        ];

    private async Task<IReadOnlyList<ContainerState>> RunningAsync(
        TierTools tools,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        var all = await tools.Containers.AllAsync(context, cancellationToken).ConfigureAwait(false);
        return
        [
            .. services
                .SelectMany(name => Containers.Of(name, all))
                .Where(each => each.Status is "running" or "restarting" or "paused"),
        ];
    }

    private async Task StopAsync(TierTools tools, StepContext context, CancellationToken cancellationToken)
    {
        await context.RunAsync(place, StopOf(tools), cancellationToken).ConfigureAwait(false);
        var left = await RunningAsync(tools, context, cancellationToken).ConfigureAwait(false);
        if (left.Count > 0)
        {
            throw new ReleaseRefusedException(
                $"{string.Join(", ", left.Select(each => $"{each.Label} is {each.Status}"))}, although {Names} {(services.Count == 1 ? "was" : "were")} stopped.",
                "Find out who started it again; nothing else may do so during a release."
            );
        }
    }

    /// <summary>Where the old containers run already nothing is done to them.</summary>
    private async Task BackAsync(string previous, StepContext context, CancellationToken cancellationToken)
    {
        var all = await old.Containers.AllAsync(context, cancellationToken).ConfigureAwait(false);
        var isBack = services.All(name =>
            Containers.Of(name, all) is { Count: > 0 } found
            && found.All(each =>
                each.IsRunning
                && old.Made(each)
                && each.Image == (ImageBook.OldOf(name, context) ?? each.Image)
            )
        );
        if (isBack)
        {
            await WaitAsync(old, previous, context, cancellationToken).ConfigureAwait(false);
            return;
        }

        await UpAsync(old, previous, name => ImageBook.OldOf(name, context), context, cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task UpAsync(
        TierTools tools,
        string version,
        Func<string, string?> imageOf,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        var project = tools.Read();
        foreach (var batch in Batches(project, imageOf))
        {
            foreach (var name in batch)
            {
                if (imageOf(name) is { } id && project.ImageNameOf(name) is { } reference)
                {
                    await tools
                        .Book.PinAsync(reference, id, name, context, cancellationToken)
                        .ConfigureAwait(false);
                }
            }

            var up = tools.Commands.Up(batch, ImageBook.ReplicasOf(batch, context));
            await context.RunAsync(place, up, cancellationToken).ConfigureAwait(false);
        }

        await WaitAsync(tools, version, context, cancellationToken).ConfigureAwait(false);
        await VerifyAsync(tools, imageOf, context, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One name can mean only one image at a time: services that need it to mean different ones start after each other.</summary>
    private IEnumerable<IReadOnlyList<string>> Batches(ComposeProject project, Func<string, string?> imageOf)
    {
        var left = services.ToList();
        while (left.Count > 0)
        {
            var meant = new Dictionary<string, string?>();
            var batch = left.Where(name =>
                    project.ImageNameOf(name) is not { } reference
                    || meant.TryAdd(reference, imageOf(name))
                    || meant[reference] == imageOf(name)
                )
                .ToList();
            left = [.. left.Except(batch)];
            yield return batch;
        }
    }

    private async Task WaitAsync(
        TierTools tools,
        string version,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        var watches = services.ToDictionary(name => name, name => tools.WatchOf(name, version));
        foreach (var watch in watches.Values)
        {
            await watch.GlanceAsync(context, cancellationToken).ConfigureAwait(false);
        }

        foreach (var (name, watch) in watches)
        {
            var health = tools.Configuration.Services[name].Health ?? ByItself;
            try
            {
                await Waiting
                    .UntilAsync(
                        watch,
                        $"{name} {version} is healthy",
                        health.Deadline,
                        health.Interval,
                        context,
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }
            catch (ReleaseRefusedException refusal)
                when (!refusal.Problem.Contains("of its log", StringComparison.Ordinal))
            {
                var found = await tools
                    .Containers.OfAsync(name, context, cancellationToken)
                    .ConfigureAwait(false);
                throw found.Count == 0
                    ? refusal
                    : new ReleaseRefusedException(
                        $"{refusal.Problem}\n{await tools.Containers.LogEndAsync(found[0], context, cancellationToken).ConfigureAwait(false)}",
                        $"Read the whole log: docker logs {found[0].Label}"
                    );
            }
        }
    }

    private async Task VerifyAsync(
        TierTools tools,
        Func<string, string?> imageOf,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        var all = await tools.Containers.AllAsync(context, cancellationToken).ConfigureAwait(false);
        foreach (var container in services.SelectMany(name => Containers.Of(name, all)))
        {
            if (!tools.Made(container))
            {
                throw new ReleaseRefusedException(
                    $"{container.Label} was made in {container.Directory}, and should be of {tools.Commands.Directory}.",
                    "Somebody else has started it meanwhile; run this again."
                );
            }

            if (imageOf(container.Service!) is { } id && container.Image != id)
            {
                throw new ReleaseRefusedException(
                    $"{container.Label} runs the image {container.Image}, and should run {id} ({container.Reference}).",
                    "Somebody has moved the name of the image meanwhile; run this again."
                );
            }
        }
    }
}
