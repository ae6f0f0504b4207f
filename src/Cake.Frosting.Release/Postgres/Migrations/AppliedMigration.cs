namespace Cake.Frosting.Release.Postgres;

/// <summary>A row of the history table.</summary>
/// <param name="Version">The version.</param>
/// <param name="Name">The file's name when it was applied.</param>
/// <param name="Checksum">Its SHA-256 then.</param>
/// <param name="State">How far it got.</param>
/// <param name="StatementsDone">Of a file outside a transaction, how many of its statements were committed.</param>
/// <param name="AppliedAt">When.</param>
/// <param name="DurationMs">How long it took, in milliseconds.</param>
/// <param name="ReleaseId">The release that applied it.</param>
public sealed record AppliedMigration(
    string Version,
    string Name,
    string Checksum,
    MigrationState State,
    int StatementsDone,
    DateTimeOffset AppliedAt,
    long DurationMs,
    string ReleaseId
);
