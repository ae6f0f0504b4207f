using System.Globalization;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>
/// Keeps every container that a release replaces as an image of its own, named by the release: what somebody changed
/// by hand inside of a container is in no other image. What is in volumes is not in it, which is said.
/// </summary>
/// <param name="services">The services whose containers are replaced.</param>
/// <param name="containers">The containers of the project.</param>
/// <param name="docker">The commands.</param>
/// <param name="project">The project's name.</param>
/// <param name="keep">Of how many releases they are kept.</param>
internal sealed class SnapshotSteps(
    IReadOnlyList<string> services,
    Containers containers,
    DockerCommands docker,
    string project,
    int keep
)
{
    /// <summary>The step that takes them; it goes along with what follows the stop.</summary>
    public const string StepId = "stop/snapshots";

    private const string ReplicaMark = "__";
    private readonly IPlace place = new ThisMachine();

    private string Label => $"cake.frosting.release.snapshot={project}";

    /// <summary>The step that takes them, and the one that removes those of old releases.</summary>
    /// <param name="release">The release.</param>
    /// <param name="stops">The steps that stop the services.</param>
    public IEnumerable<Step> Of(ReleaseIdentity release, IReadOnlyList<string> stops) =>
        [
            new Step
            {
                Id = StepId,
                Stage = Stage.Stop,
                Title = "Keep the stopped containers as images",
                Instructions =
                [
                    .. services.Select(service =>
                        Instruction.Run(
                            place,
                            Commit(Blank.Of($"container of {service}"), NameOf(service, 0, release), release)
                        )
                    ),
                ],
                After = stops,
                TakesServiceDown = true,
                Probe = LookAsync,
                Act = TakeAsync,
            },
            new Step
            {
                Id = "announce/snapshots",
                Stage = Stage.Announce,
                Title =
                    $"Remove images of containers from before the last {(keep == 1 ? "release" : $"{keep} releases")}",
                Instructions =
                [
                    Instruction.Run(place, docker.ImagesWith(Label)),
                    Instruction.Run(place, docker.RemoveImages([Blank.Of("old images")])),
                ],
                After = [],
                WarnOnly = true,
                Act = PruneAsync,
            },
        ];

    private Command Commit(string container, string name, ReleaseIdentity release) =>
        docker.Commit(container, name, Label, $"{project} before {release.Version} ({release.Id})");

    private string RepositoryOf(string service) => $"{project}-release/{service.ToLowerInvariant()}";

    private string NameOf(string service, int replica, ReleaseIdentity release)
    {
        var tag = string.Concat(
            release.Id.Select(letter =>
                char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_' ? letter : '.'
            )
        );
        var suffix =
            replica == 0 ? "" : $"{ReplicaMark}{(replica + 1).ToString(CultureInfo.InvariantCulture)}";
        return $"{RepositoryOf(service)}:{tag}{suffix}";
    }

    private Task<Probe> LookAsync(StepContext context, CancellationToken cancellationToken) =>
        Task.FromResult(
            services.All(service => context.Facts.Find(StepId, service) is not null)
                ? Probe.Done("every container is kept")
                : Probe.NotDone()
        );

    private async Task TakeAsync(StepContext context, CancellationToken cancellationToken)
    {
        var all = await containers.AllAsync(context, cancellationToken).ConfigureAwait(false);
        foreach (var service in services.Where(service => context.Facts.Find(StepId, service) is null))
        {
            var names = new List<string>();
            foreach (var (container, replica) in Containers.Of(service, all).Select((each, at) => (each, at)))
            {
                var name = NameOf(service, replica, context.Release);
                await context
                    .RunAsync(place, Commit(container.Id, name, context.Release), cancellationToken)
                    .ConfigureAwait(false);
                await TellVolumesAsync(container, name, context, cancellationToken).ConfigureAwait(false);
                names.Add(name);
            }

            context.Facts.Record(StepId, service, string.Join(", ", names));
        }
    }

    /// <summary>Said where the report has it: whoever needs the image must know what it lacks.</summary>
    private async Task TellVolumesAsync(
        ContainerState container,
        string name,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        var found = await context
            .LookAsync(place, docker.Mounts(container.Id), cancellationToken)
            .ConfigureAwait(false);
        var mounts = string.Join(", ", found.Lines.Where(line => line.Length > 0));
        context.Facts.Record(StepId, $"not-in:{name}", mounts);
        context.Issue(
            Instruction.Manual(
                mounts.Length == 0
                    ? $"{container.Label} had no volumes: {name} has it whole"
                    : $"Not in {name}, as it is in volumes: {mounts}"
            )
        );
    }

    private async Task PruneAsync(StepContext context, CancellationToken cancellationToken)
    {
        var found = await context
            .LookAsync(place, docker.ImagesWith(Label), cancellationToken)
            .ConfigureAwait(false);
        var ours = found
            .Lines.Select(line => (Name: line, Tag: ImageTemplate.TagOf(line)))
            .Where(image => image.Name.StartsWith($"{project}-release/", StringComparison.Ordinal))
            .GroupBy(image => image.Tag.Split(ReplicaMark)[0])
            // Ids of releases are sorted by time.
            .OrderByDescending(release => release.Key, StringComparer.Ordinal)
            .Skip(keep)
            .SelectMany(release => release.Select(image => image.Name))
            .ToList();
        if (ours.Count > 0)
        {
            await context.RunAsync(place, docker.RemoveImages(ours), cancellationToken).ConfigureAwait(false);
        }
    }
}
