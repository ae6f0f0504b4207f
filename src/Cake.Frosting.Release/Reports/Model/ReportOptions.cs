using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Reports;

/// <summary>What <see cref="ReportBuilder"/> cannot know from plan and journal.</summary>
public sealed record ReportOptions
{
    /// <summary>Replaces secrets in every text of the report.</summary>
    public Redactor Redactor { get; init; } = new();

    /// <summary>How this project's build is started, for the command to go on with.</summary>
    public string Launcher { get; init; } = "./build.sh";

    /// <summary>
    /// Steps whose id begins so record the facts of backups, <c>backup/dump:NAME.file</c> and its like; where
    /// more than one prefix has facts of a database, each gives a backup of its own.
    /// </summary>
    public IReadOnlyList<string> BackupPrefixes { get; init; } = ["backup/", "stop/"];
}
