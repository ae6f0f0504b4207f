using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Configuration;

/// <summary>The whole of release.yml.</summary>
[Section("How one project is released.")]
public sealed record ReleaseConfiguration
{
    /// <summary>The project's name.</summary>
    [Setting(
        "The project's name, used in tags, backups and messages.",
        Example = "shop",
        Pattern = "^[a-z0-9-]+$",
        Hint = "small letters, digits and hyphens"
    )]
    public required string Project { get; init; }

    /// <summary>The recipe whose defaults this file builds on.</summary>
    [Setting(
        "The recipe whose release.yml lies beneath this one: maps are merged, lists and values replaced, and a key set to ~ is removed.",
        Example = "quickstart"
    )]
    public string? Recipe { get; init; }

    /// <summary>What keeps the services running.</summary>
    [Setting("What keeps the services running, and where.")]
    public Platform Platform { get; init; } = new();

    /// <summary>The services by name, in the file's order.</summary>
    [Setting("The services that are released, by name.", KeyPattern = Names.Pattern, KeyHint = Names.Hint)]
    public IReadOnlyDictionary<string, Service> Services { get; init; } = Empty<Service>();

    /// <summary>The databases by name, in the file's order.</summary>
    [Setting(
        "The databases that are backed up and migrated, by name.",
        KeyPattern = Names.Pattern,
        KeyHint = Names.Hint
    )]
    public IReadOnlyDictionary<string, Database> Databases { get; init; } = Empty<Database>();

    /// <summary>How the databases are backed up.</summary>
    [Setting("How every database is backed up before the release.")]
    public Backup Backup { get; init; } = new();

    /// <summary>The migrations in the order in which they run.</summary>
    [Setting("The migrations, in the order in which they run.")]
    public IReadOnlyList<Migration> Migrations { get; init; } = [];

    /// <summary>Where the release notes come from.</summary>
    [Setting("Where the release notes come from.")]
    public Changelog Changelog { get; init; } = new();

    /// <summary>The git repository that is tagged.</summary>
    [Setting("The git repository whose commit is released and tagged.")]
    public GitSettings Git { get; init; } = new();

    /// <summary>The release on GitHub.</summary>
    [Setting("The release on GitHub; without it, none is made.", Key = "github")]
    public GitHubSettings? GitHub { get; init; }

    /// <summary>How versions are counted.</summary>
    [Setting("How versions are counted.")]
    public VersionSettings Version { get; init; } = new();

    /// <summary>The directories whose files are compressed ahead of being served.</summary>
    [Setting("The directories of the new release whose files are compressed ahead of being served.")]
    public IReadOnlyList<Compress> Compress { get; init; } = [];

    /// <summary>How registries are asked.</summary>
    [Setting("How the registries are asked for the images of the new version before anything is done.")]
    public Registry Registry { get; init; } = new();

    /// <summary>Production's env files.</summary>
    [Setting("Production's env files, which get the new version's keys.")]
    public IReadOnlyList<EnvFile> EnvFiles { get; init; } = [];

    /// <summary>Further checkouts that the services read.</summary>
    [Setting("Further git checkouts that the services read, such as a site's secrets.")]
    public IReadOnlyList<Checkout> Checkouts { get; init; } = [];

    /// <summary>The checks that a release must pass to be live.</summary>
    [Setting("The checks that a release must pass before it is live.")]
    public IReadOnlyList<Check> Verify { get; init; } = [];

    /// <summary>How users are kept out while the service is released.</summary>
    [Setting(
        "How users are kept out while the service is released, in the order in which it is switched on; off it goes the other way round.",
        OneOrMany = true
    )]
    public IReadOnlyList<Maintenance> Maintenance { get; init; } = [];

    /// <summary>The commands that fetch or build the new version's files.</summary>
    [Setting(
        "The commands that fetch or build the new version's files; they run in the directory of the release.",
        Example = "[[tar, -xf, \"/srv/builds/shop-{version}.tar\"]]",
        Placeholders = true
    )]
    public IReadOnlyList<CommandTemplate> Fetch { get; init; } = [];

    /// <summary>The project's own commands before a stage.</summary>
    [Setting("Commands of your own that run before a stage.")]
    public IReadOnlyDictionary<Stage, IReadOnlyList<Hook>> Before { get; init; } =
        new Dictionary<Stage, IReadOnlyList<Hook>>();

    /// <summary>The project's own commands after a stage.</summary>
    [Setting("Commands of your own that run after a stage.")]
    public IReadOnlyDictionary<Stage, IReadOnlyList<Hook>> After { get; init; } =
        new Dictionary<Stage, IReadOnlyList<Hook>>();

    /// <summary>What happens when a step fails after the stop.</summary>
    [Setting("What happens when a step fails after the services were stopped.", Example = "halt")]
    public FailurePolicy OnFailure { get; init; } = FailurePolicy.Rollback;

    /// <summary>Who is told of a release that went live.</summary>
    [Setting("Who is told of a release that went live.")]
    public IReadOnlyList<Announcement> Announce { get; init; } = [];

    /// <summary>The host that keeps journal, lock and freeze; <c>null</c> for <see cref="Directory"/>.</summary>
    [Setting(
        "The host that keeps journal, lock and freeze, for releases from more than one machine; without it, `directory` has them."
    )]
    public StateSettings? State { get; init; }

    /// <summary>The directory of the reports, and of journal, lock and freeze.</summary>
    [Setting(
        "The directory of the reports, and of the journal, the lock and the freeze where no `state` says otherwise.",
        Example = "/var/lib/shop/.release",
        Path = PathBase.Project
    )]
    public string Directory { get; init; } = ".release";

    /// <summary>The longest downtime that a release may be expected to need.</summary>
    [Setting(
        "The longest downtime that a release may be expected to need; Preflight compares it with earlier releases.",
        Example = "2m"
    )]
    public TimeSpan? DowntimeBudget { get; init; }

    /// <summary>The name of the file that this was read from, as messages show it.</summary>
    public string SourceFile { get; init; } = "release.yml";

    /// <summary>The directory that relative paths were resolved against.</summary>
    public string ProjectDirectory { get; init; } = "";

    /// <summary>Every secret that the file names, each once, for the redactor.</summary>
    public IReadOnlyList<Secret> Secrets { get; init; } = [];

    /// <summary>Where each service is named: <c>release.yml(12,3)</c>.</summary>
    internal IReadOnlyDictionary<string, string> ServicePositions { get; init; } = Empty<string>();

    private static Dictionary<string, T> Empty<T>() => [];
}
