using Cake.Frosting.Release.Checks;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Platforms.Compose.Files;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>Starts the containers of services in a version, and waits until they are what they should be.</summary>
/// <param name="services">The services.</param>
/// <param name="version">The version.</param>
/// <param name="tools">What the steps of that version are made with.</param>
internal sealed class TierStart(IReadOnlyList<string> services, string version, TierTools tools)
{
    /// <summary>Without a deadline of release.yml: a container may have its own idea of how long it takes.</summary>
    private static readonly Health ByItself = new() { Deadline = TimeSpan.FromMinutes(2) };

    private readonly IPlace place = new ThisMachine();

    /// <summary>What a person would do.</summary>
    public IReadOnlyList<Instruction> Instructions =>
        [
            Instruction.Run(place, tools.Commands.Up(services, new Dictionary<string, int>())),
            .. services.Select(name => tools.WatchOf(name, version).Instruction),
        ];

    /// <summary>Where the old containers run already nothing is done to them.</summary>
    public async Task BackAsync(StepContext context, CancellationToken cancellationToken)
    {
        var all = await tools.Containers.AllAsync(context, cancellationToken).ConfigureAwait(false);
        var isBack = services.All(name =>
            Containers.Of(name, all) is { Count: > 0 } found
            && found.All(each =>
                each.IsRunning
                && tools.Made(each)
                && each.Image == (ImageBook.OldOf(name, context) ?? each.Image)
            )
        );
        if (isBack)
        {
            await WaitAsync(context, cancellationToken).ConfigureAwait(false);
            return;
        }

        await UpAsync(name => ImageBook.OldOf(name, context), context, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Each service in the image that it must have; <c>null</c> for whatever its name means.</summary>
    public async Task UpAsync(
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

        await WaitAsync(context, cancellationToken).ConfigureAwait(false);
        await VerifyAsync(imageOf, context, cancellationToken).ConfigureAwait(false);
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

    private async Task WaitAsync(StepContext context, CancellationToken cancellationToken)
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
