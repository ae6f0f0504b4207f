using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>The containers of a project, asked of the engine: what Compose itself would say differs between v1 and v2.</summary>
/// <param name="docker">The commands.</param>
/// <param name="project">The project's name.</param>
internal sealed class Containers(DockerCommands docker, string project)
{
    private const int LogLines = 12;
    private readonly IPlace place = new ThisMachine();

    /// <summary>All containers of the project, ended ones and one-off ones included. Changes nothing.</summary>
    public Task<IReadOnlyList<ContainerState>> AllAsync(
        StepContext context,
        CancellationToken cancellationToken
    ) => FindAsync($"{DockerCommands.ProjectLabel}={project}", context, cancellationToken);

    /// <summary>The containers of a service, one-off ones left out. Changes nothing.</summary>
    public async Task<IReadOnlyList<ContainerState>> OfAsync(
        string service,
        StepContext context,
        CancellationToken cancellationToken
    ) => Of(service, await AllAsync(context, cancellationToken).ConfigureAwait(false));

    /// <summary>Those of a service, one-off ones left out.</summary>
    public static IReadOnlyList<ContainerState> Of(string service, IEnumerable<ContainerState> all) =>
        [.. all.Where(container => container.Service == service && !container.IsOneOff)];

    /// <summary>The containers with a label. Changes nothing.</summary>
    public async Task<IReadOnlyList<ContainerState>> FindAsync(
        string label,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        var ids = await context.LookAsync(place, docker.Ids(label), cancellationToken).ConfigureAwait(false);
        if (ids.Lines.Count == 0)
        {
            return [];
        }

        var found = await context
            .LookAsync(place, docker.Inspect(ids.Lines), cancellationToken)
            .ConfigureAwait(false);
        if (
            found.ExitCode != 0
            && !found.StandardError.Contains("No such container", StringComparison.OrdinalIgnoreCase)
        )
        {
            throw new ReleaseRefusedException(
                $"The engine cannot tell about the containers of {project}: {found.StandardError.Trim()}"
            );
        }

        return
        [
            .. found
                .Lines.Where(line => line.Length > 0)
                .Select(ContainerState.Parse)
                .OrderBy(container => container.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The end of what a container wrote, as lines of an error. Changes nothing.</summary>
    public async Task<string> LogEndAsync(
        ContainerState container,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        var log = await context
            .LookAsync(place, docker.Log(container.Id, LogLines), cancellationToken)
            .ConfigureAwait(false);
        var lines = (log.StandardOutput + log.StandardError)
            .ReplaceLineEndings("\n")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .TakeLast(LogLines)
            .ToList();
        return $"The end of its log:\n    {(lines.Count == 0 ? "(it is empty)" : string.Join("\n    ", lines))}";
    }
}
