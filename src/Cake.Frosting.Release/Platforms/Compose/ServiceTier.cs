using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>Services that stop together and start together, as none of them needs another.</summary>
/// <param name="services">Their names.</param>
/// <param name="old">What the steps of the old version are made with.</param>
/// <param name="next">What the steps of the new version are made with; the same where versions are images.</param>
internal sealed class ServiceTier(IReadOnlyList<string> services, TierTools old, TierTools next)
{
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

    private TierStart StartOf(string version, TierTools tools) => new(services, version, tools);

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
                    Instructions = StartOf(previous, old).Instructions,
                    Act = StartOf(previous, old).BackAsync,
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
            Instructions = StartOf(release.Version, next).Instructions,
            TakesServiceDown = true,
            // The machine may have been rebooted since.
            RunsAgain = true,
            Act = (context, cancellationToken) =>
                StartOf(release.Version, next)
                    .UpAsync(service => imageOf(service, context), context, cancellationToken),
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
}
