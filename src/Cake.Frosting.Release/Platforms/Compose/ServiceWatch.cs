using Cake.Frosting.Release.Checks;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>Whether a service is healthy: its containers first, then what release.yml asks for.</summary>
/// <param name="service">The service.</param>
/// <param name="containers">The containers of the project.</param>
/// <param name="asked">The check of release.yml; <c>null</c> where its containers tell.</param>
internal sealed class ServiceWatch(string service, Containers containers, ICheck? asked) : ICheck
{
    /// <summary>So often the engine may start a container again before that is no accident.</summary>
    private const int Patience = 3;

    /// <summary>A container that nobody checks must stay up so long.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, int> restartsBefore = [];
    private long? upSince;
    private int restarts;

    /// <inheritdoc/>
    public Instruction Instruction =>
        asked?.Instruction ?? Instruction.Manual($"Wait until docker says that {service} is healthy");

    /// <inheritdoc/>
    public async Task<string?> TryAsync(StepContext context, CancellationToken cancellationToken)
    {
        var found = await containers.OfAsync(service, context, cancellationToken).ConfigureAwait(false);
        if (found.FirstOrDefault(IsLost) is { } lost)
        {
            throw await LostAsync(lost, context, cancellationToken).ConfigureAwait(false);
        }

        var problem = ProblemOf(found, asked is not null);
        if (problem is not null)
        {
            upSince = null;
            return problem;
        }

        if (asked is not null)
        {
            return await asked.TryAsync(context, cancellationToken).ConfigureAwait(false);
        }

        if (found.All(container => container.Health is not null))
        {
            return null;
        }

        return IsSettled(found, context.Time) ? null : "it runs, and is watched for a moment";
    }

    /// <summary>Watches from now on, also while another service is waited for.</summary>
    public async Task GlanceAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (asked is null)
        {
            await TryAsync(context, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Up for long enough, without a start between two looks.</summary>
    private bool IsSettled(IReadOnlyList<ContainerState> found, TimeProvider time)
    {
        var now = found.Sum(container => container.Restarts);
        if (upSince is null || now != restarts)
        {
            (upSince, restarts) = (time.GetTimestamp(), now);
        }

        return time.GetElapsedTime(upSince.Value) >= Settling;
    }

    /// <summary>What is wrong with the containers of a service, as a clause; <c>null</c> where nothing is.</summary>
    /// <param name="found">The containers.</param>
    /// <param name="isAsked">Whether another check says more than the containers' own.</param>
    public static string? ProblemOf(IReadOnlyList<ContainerState> found, bool isAsked) =>
        found.Count == 0
            ? "it has no container"
            : found
                .Select(container => ProblemOf(container, isAsked))
                .FirstOrDefault(each => each is not null);

    private static string? ProblemOf(ContainerState container, bool isAsked) =>
        container switch
        {
            { Status: "running", Health: null or "healthy" } => null,
            { Status: "running" } when isAsked => null,
            { Status: "running" } => $"the health check of {container.Label} says {container.Health}",
            { Status: "exited" or "dead" } =>
                $"{container.Label} has ended with exit code {container.ExitCode}",
            _ => $"{container.Label} is {container.Status}",
        };

    /// <summary>It has ended for good, or is started again and again.</summary>
    private bool IsLost(ContainerState container)
    {
        restartsBefore.TryAdd(container.Id, container.Restarts);
        return container.Status is "exited" or "dead" || RestartsOf(container) >= Patience;
    }

    private int RestartsOf(ContainerState container) => container.Restarts - restartsBefore[container.Id];

    private async Task<ReleaseRefusedException> LostAsync(
        ContainerState container,
        StepContext context,
        CancellationToken cancellationToken
    ) =>
        new(
            $"{container.Label} "
                + (
                    RestartsOf(container) >= Patience
                        ? $"ends again and again: it was started {container.Restarts + 1} times"
                        : $"has ended with exit code {container.ExitCode}"
                )
                + $".\n{await containers.LogEndAsync(container, context, cancellationToken).ConfigureAwait(false)}",
            $"Read the whole log: docker logs {container.Label}"
        );

    /// <summary>The check that release.yml asks for; <c>null</c> where the containers tell.</summary>
    public static ICheck? AskedOf(
        Health? health,
        HttpClient client,
        IPlace inside,
        PlaceholderValues values
    ) =>
        health switch
        {
            { Http: { } url } => new HttpProbe(client, url),
            { Tcp: { } port } => new TcpProbe(port),
            { Command: { } command } => new CommandProbe(inside, values.Fill(command)),
            _ => null,
        };
}
