namespace Cake.Frosting.Release.Configuration;

/// <summary>How the registries of the images are asked.</summary>
[Section("How the registries are asked for the images of the new version before anything is done.")]
public sealed record Registry
{
    /// <summary>How long an image may be on its way.</summary>
    [Setting(
        "How long Preflight waits for an image that CI is still building; without it, an image must be there.",
        Example = "20m",
        AllowZero = true
    )]
    public TimeSpan Wait { get; init; }

    /// <summary>The time between two looks.</summary>
    [Setting("The time between two looks.", Example = "30s")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The platform of the engine; <c>null</c> to ask it.</summary>
    [Setting(
        "The platform that the images must be there for; without it, the engine's.",
        Example = "linux/arm64",
        Pattern = "^[a-z0-9]+/[a-z0-9_]+(/[a-z0-9]+)?$",
        Hint = "an operating system and an architecture, like linux/amd64"
    )]
    public string? Platform { get; init; }

    /// <summary>Registries that may be asked without encryption.</summary>
    [Setting(
        "Registries that may be asked without encryption, as the engine has them under insecure-registries; those of this machine always may.",
        Example = "[registry.internal:5000]"
    )]
    public IReadOnlyList<string> Insecure { get; init; } = [];
}
