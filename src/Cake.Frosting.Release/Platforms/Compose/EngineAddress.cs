using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Configuration;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>Which engine is meant. It is told to docker and Compose in their environment, and to nobody else.</summary>
/// <param name="Host">Its address as DOCKER_HOST; <c>null</c> for docker's own choice.</param>
/// <param name="Context">The context that names it; <c>null</c> for docker's own choice.</param>
internal sealed record EngineAddress(string? Host, string? Context)
{
    public static EngineAddress Of(Platform platform) => new(platform.Host, platform.Context);

    /// <summary>The command for this engine. What the tool itself was told by its environment no longer counts then.</summary>
    public Command For(Command command) =>
        (Host, Context) switch
        {
            ({ } host, _) => command
                .WithEnvironment("DOCKER_HOST", host)
                .WithEnvironment("DOCKER_CONTEXT", ""),
            (_, { } context) => command
                .WithEnvironment("DOCKER_CONTEXT", context)
                .WithEnvironment("DOCKER_HOST", ""),
            _ => command,
        };

    /// <inheritdoc/>
    public override string ToString() =>
        Host ?? (Context is null ? "docker's own choice of engine" : $"the context {Context}");
}
