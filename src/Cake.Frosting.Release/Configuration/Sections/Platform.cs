namespace Cake.Frosting.Release.Configuration;

/// <summary>What keeps the services running.</summary>
[Section("What keeps the services running, and where.")]
[Excludes("host", "context")]
public sealed record Platform
{
    /// <summary>The kind of platform.</summary>
    [Setting("The kind of platform.", Example = "processes")]
    public PlatformKind Kind { get; init; } = PlatformKind.Processes;

    /// <summary>The directory that holds releases/, current and shared, or the compose files.</summary>
    [Setting(
        "The directory that holds releases/, current and shared/; with Compose, the project's directory, which holds the compose files, or where versions are directories, releases/ and current.",
        Example = "/srv/shop",
        Path = PathBase.Project
    )]
    public string Directory { get; init; } = ".";

    /// <summary>How many old releases are kept beside the running one.</summary>
    [Setting(
        "How many old releases are kept beside the running one: in releases/; with Compose, the images that they brought, or their directories.",
        Example = "10",
        Minimum = 2,
        Maximum = 1000,
        Kinds = [PlatformKind.Processes, PlatformKind.Compose]
    )]
    public int Keep { get; init; } = 5;

    /// <summary>What a version of a Compose project is.</summary>
    [Setting(
        "What a version is. Directories are for services that mount their source: it is fetched and prepared beside the running one, and Start switches.",
        Example = "directories",
        Kinds = [PlatformKind.Compose]
    )]
    public VersionsAre Versions { get; init; } = VersionsAre.Images;

    /// <summary>What all versions have in common, relative to <see cref="Directory"/>.</summary>
    [Setting(
        "Files and directories of `directory` that all versions have in common, where versions are directories: each version gets a link in the place of its own.",
        Example = "[.env]",
        Kinds = [PlatformKind.Compose]
    )]
    public IReadOnlyList<string> Shared { get; init; } = [];

    /// <summary>The compose files, relative to <see cref="Directory"/>; none for those that Compose itself finds.</summary>
    [Setting(
        "The compose files, relative to `directory`, each laid over those before it; without it, the one that Compose finds there, and its override.",
        Example = "[docker-compose.yml, docker-compose.prod.yml]",
        Kinds = [PlatformKind.Compose]
    )]
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>The name of the Compose project; <c>null</c> for Compose's own choice.</summary>
    [Setting(
        "The name of the Compose project; without it, COMPOSE_PROJECT_NAME of the env file, `name` of the compose file, or the directory's name.",
        Example = "shop",
        Pattern = "^[a-z0-9][a-z0-9_-]*$",
        Hint = "small letters, digits, '_' and '-', beginning with a letter or digit",
        Kinds = [PlatformKind.Compose]
    )]
    public string? Project { get; init; }

    /// <summary>The env file that the compose files are filled in from, relative to <see cref="Directory"/>.</summary>
    [Setting(
        "The env file that the compose files are filled in from, relative to `directory`; without it, .env where there is one.",
        Example = "production.env",
        Kinds = [PlatformKind.Compose]
    )]
    public string? EnvFile { get; init; }

    /// <summary>The profiles that are switched on.</summary>
    [Setting(
        "The profiles of the compose files that are switched on.",
        Example = "[edge]",
        Kinds = [PlatformKind.Compose]
    )]
    public IReadOnlyList<string> Profiles { get; init; } = [];

    /// <summary>The program that is Compose; <c>null</c> for the one that is found.</summary>
    [Setting(
        "The program that is Compose; without it, `docker compose`, else `docker-compose`.",
        Example = "[docker-compose]",
        Kinds = [PlatformKind.Compose]
    )]
    public CommandTemplate? Program { get; init; }

    /// <summary>Where the engine listens; <c>null</c> for docker's own choice.</summary>
    [Setting(
        "Where the engine listens, as DOCKER_HOST has it; without it, what docker itself chooses.",
        Example = "ssh://deploy@shop.example",
        Pattern = "^(unix|ssh|tcp)://.+$",
        Hint = "an address like unix:///run/docker.sock, ssh://user@host or tcp://host:2376",
        Kinds = [PlatformKind.Compose]
    )]
    public string? Host { get; init; }

    /// <summary>The context of docker that names the engine; <c>null</c> for docker's own choice.</summary>
    [Setting(
        "The context of docker that names the engine.",
        Example = "production",
        Kinds = [PlatformKind.Compose]
    )]
    public string? Context { get; init; }

    /// <summary>Whether the containers that a release replaces are kept as images; <c>null</c> for no.</summary>
    [Setting(
        "Keeps the containers that a release replaces as images, named by the release; without it, they are not kept.",
        Kinds = [PlatformKind.Compose]
    )]
    public ContainerSnapshots? Snapshots { get; init; }
}
