using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Registries;

/// <summary>How registries are asked.</summary>
public sealed record RegistryOptions
{
    /// <summary>The platform where nobody says another one.</summary>
    internal const string UsualPlatform = "linux/amd64";

    /// <summary>
    /// The platform that is to run the images: <c>os/architecture</c>, or with a variant; <c>null</c> to ask.
    /// </summary>
    public string? Platform { get; init; }

    /// <summary>Prints the platform of the engine; <c>null</c> where there is none to ask.</summary>
    public Command? AskPlatform { get; init; }

    /// <summary>Registries besides those of this machine that may be asked without encryption, as the engine has them.</summary>
    public IReadOnlyList<string> Insecure { get; init; } = [];

    /// <summary>How long an image may be on its way: CI may still be building it.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>The time between two looks.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Docker's directory of configuration; <c>null</c> for <c>DOCKER_CONFIG</c> or <c>~/.docker</c>.</summary>
    public string? DockerConfig { get; init; }
}
