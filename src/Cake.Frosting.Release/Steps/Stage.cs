namespace Cake.Frosting.Release.Steps;

/// <summary>
/// The stages of a release in their order. The nine from <see cref="Changelog"/> to <see cref="Verify"/> are
/// public API: projects hang their own tasks and hooks on these names.
/// </summary>
public enum Stage
{
    /// <summary>Everything is checked, nothing is changed.</summary>
    Preflight,

    /// <summary>The changelog's unreleased entries get their version and date.</summary>
    Changelog,

    /// <summary>The release commit is tagged and published.</summary>
    Tag,

    /// <summary>While the service runs: databases are dumped and proven, the new version is fetched.</summary>
    Backup,

    /// <summary>The service goes down; a restore point is taken of what was written since the backup.</summary>
    Stop,

    /// <summary>The version that will be started is set.</summary>
    Pull,

    /// <summary>The databases are migrated.</summary>
    Migrate,

    /// <summary>Static assets are compressed.</summary>
    Compress,

    /// <summary>The service comes up, and is healthy.</summary>
    Start,

    /// <summary>The release is checked from outside. After it there is no way back by itself.</summary>
    Verify,

    /// <summary>The release is announced; a failure here is a warning.</summary>
    Announce,
}
