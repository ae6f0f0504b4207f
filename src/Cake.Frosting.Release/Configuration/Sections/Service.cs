namespace Cake.Frosting.Release.Configuration;

/// <summary>One service.</summary>
[Section(
    "One service: a process, or the containers of a service of Compose, that is stopped, replaced and started."
)]
[Excludes("keep", "image", "health", "stop", "dependsOn")]
public sealed record Service
{
    /// <summary>The program and its arguments.</summary>
    [Setting(
        "The program and its arguments, as a list; there is no shell.",
        Example = "[dotnet, Shop.dll]",
        Placeholders = true,
        Kinds = [PlatformKind.Processes],
        RequiredFor = [PlatformKind.Processes]
    )]
    public CommandTemplate? Command { get; init; }

    /// <summary>The image of the new version; <c>null</c> for the one that the compose files have.</summary>
    [Setting(
        "The image of the new version. Where the compose files or their env file name the old one, it is set in place. Without it the service is stopped and started as it is.",
        Example = "\"registry.example/shop/web:v{version}\"",
        Placeholders = true,
        AllowEmpty = true,
        Kinds = [PlatformKind.Compose]
    )]
    public string? Image { get; init; }

    /// <summary>Whether one-off containers of it go through the entrypoint of its image.</summary>
    [Setting(
        "Whether one-off containers of it, for migrations and the like, go through the entrypoint of its image. Say false where the entrypoint does more than prepare: one that migrates whatever it is asked would migrate the live database during a rehearsal.",
        Example = "false",
        Kinds = [PlatformKind.Compose]
    )]
    public bool Entrypoint { get; init; } = true;

    /// <summary>Whether it goes on running untouched.</summary>
    [Setting(
        "Whether it goes on running untouched through the release: a database, a broker, an edge service.",
        Example = "true",
        Kinds = [PlatformKind.Compose]
    )]
    public bool Keep { get; init; }

    /// <summary>The directory that it runs in, relative to the release's directory.</summary>
    [Setting(
        "The directory that it runs in, relative to the directory of the release.",
        Example = "web",
        Path = PathBase.Release,
        Kinds = [PlatformKind.Processes]
    )]
    public string WorkingDirectory { get; init; } = ".";

    /// <summary>Its environment variables.</summary>
    [Setting(
        "Its environment variables; a value may be secret:NAME.",
        Example = "{ ASPNETCORE_URLS: \"http://localhost:5000\", DATABASE_URL: secret:DATABASE_URL }",
        KeyPattern = Names.Variable,
        KeyHint = Names.VariableHint,
        Placeholders = true,
        AllowEmpty = true,
        Kinds = [PlatformKind.Processes]
    )]
    public IReadOnlyDictionary<string, TextOrSecret> Environment { get; init; } =
        new Dictionary<string, TextOrSecret>();

    /// <summary>The port that it listens on.</summary>
    [Setting(
        "The port that it listens on; Stop waits until it is free.",
        Example = "5000",
        Minimum = 1,
        Maximum = 65535,
        Kinds = [PlatformKind.Processes]
    )]
    public int? Port { get; init; }

    /// <summary>The services that must be healthy before it starts.</summary>
    [Setting(
        "The services that must be healthy before it starts, and that stop after it; with Compose, besides those of its depends_on.",
        Example = "[api]",
        RefersTo = "services"
    )]
    public IReadOnlyList<string> DependsOn { get; init; } = [];

    /// <summary>How one knows that it is healthy.</summary>
    [Setting(
        "How one knows that it is healthy; without it, by the health check of its container, where it has one."
    )]
    public Health? Health { get; init; }

    /// <summary>How it is stopped.</summary>
    [Setting("How it is stopped.")]
    public Stop Stop { get; init; } = new();

    /// <summary>Whether it is started again when it ends by itself.</summary>
    [Setting(
        "Whether it is started again when it ends by itself.",
        Example = "never",
        Kinds = [PlatformKind.Processes]
    )]
    public RestartPolicy Restart { get; init; } = RestartPolicy.Always;
}
