using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>A container of its own for each command, of a service.</summary>
/// <param name="Commands">Compose's commands, with the files that the container is of.</param>
/// <param name="Container">The container.</param>
internal sealed record OncePlace(ComposeCommands Commands, OneOff Container) : IPlace
{
    /// <inheritdoc/>
    public string Name => $"a new container of {Container.Service}";

    /// <inheritdoc/>
    public Command Locate(Command command) => Commands.Once(Container, command);
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
