using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Journal;

namespace Cake.Frosting.Release.Reports;

/// <summary>How a project stands, for <c>--target=Status</c>.</summary>
/// <param name="Project">The project's name.</param>
public sealed record ReleaseStatus(string Project)
{
    /// <summary>The version that runs; <c>null</c> where none does.</summary>
    public string? CurrentVersion { get; init; }

    /// <summary>Whether it is healthy; <c>null</c> where that could not be found out.</summary>
    public bool? IsHealthy { get; init; }

    /// <summary>How that is known, or why it is not; may be empty.</summary>
    public string Health { get; init; } = "";

    /// <summary>Who holds the lock, since when and what for; <c>null</c> where it is free.</summary>
    public string? LockHolder { get; init; }

    /// <summary>Who froze the target, since when and why; <c>null</c> where releases may begin.</summary>
    public string? Freeze { get; init; }

    /// <summary>The database whose restore is unfinished; <c>null</c> where none is.</summary>
    public string? UnfinishedRestore { get; init; }

    /// <summary>The latest releases, the newest first.</summary>
    public IReadOnlyList<ReleaseRecord> Latest { get; init; } = [];

    /// <summary>Databases that rollbacks have left beside the restored ones.</summary>
    public IReadOnlyList<KeptAsideDatabase> KeptAside { get; init; } = [];

    /// <summary>Replaces secrets in every text of the page.</summary>
    public Redactor Redactor { get; init; } = new();

    /// <summary>How this project's build is started, for the commands to go on with.</summary>
    public string Launcher { get; init; } = "./build.sh";
}
