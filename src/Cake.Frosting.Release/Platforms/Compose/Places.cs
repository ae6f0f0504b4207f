using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>A container of its own for each command, of a service.</summary>
/// <param name="commands">Compose's commands.</param>
/// <param name="service">The service.</param>
/// <param name="overlay">The compose file that names the new images; <c>null</c> for those that the project's files name.</param>
/// <param name="label">The label of the containers.</param>
internal sealed class OncePlace(ComposeCommands commands, string service, string? overlay, string label)
    : IPlace
{
    /// <summary>Volumes that it has besides, as <c>name:/path</c>.</summary>
    public IReadOnlyList<string> Volumes { get; init; } = [];

    /// <inheritdoc/>
    public string Name => $"a new container of {service}";

    /// <inheritdoc/>
    public Command Locate(Command command) => commands.Once(service, overlay, label, Volumes, command);
}

/// <summary>The running container of a service.</summary>
/// <param name="commands">Compose's commands.</param>
/// <param name="service">The service.</param>
internal sealed class InsidePlace(ComposeCommands commands, string service) : IPlace
{
    /// <inheritdoc/>
    public string Name => $"the container of {service}";

    /// <inheritdoc/>
    public Command Locate(Command command) => commands.Inside(service, command);
}
