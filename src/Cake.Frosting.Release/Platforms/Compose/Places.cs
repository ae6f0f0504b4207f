using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>A container of its own for each command, of a service.</summary>
/// <param name="commands">Compose's commands.</param>
/// <param name="service">The service.</param>
/// <param name="overlay">The compose file that names the new images; <c>null</c> for those that the project's files name.</param>
/// <param name="label">The label of the containers.</param>
internal sealed class OncePlace(ComposeCommands commands, OneOff container) : IPlace
{
    /// <inheritdoc/>
    public string Name => $"a new container of {container.Service}";

    /// <inheritdoc/>
    public Command Locate(Command command) => commands.Once(container, command);
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
