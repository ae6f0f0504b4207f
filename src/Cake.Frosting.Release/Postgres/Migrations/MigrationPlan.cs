namespace Cake.Frosting.Release.Postgres;

/// <summary>What is to be migrated.</summary>
/// <param name="Pending">The files to be applied, in order; one applied half is the first of them.</param>
/// <param name="Applied">The history.</param>
/// <param name="Problems">Why nothing can be applied; empty where all is well.</param>
public sealed record MigrationPlan(
    IReadOnlyList<MigrationScript> Pending,
    IReadOnlyList<AppliedMigration> Applied,
    IReadOnlyList<string> Problems
);
