namespace Cake.Frosting.Release.Postgres;

/// <summary>A migration that was rehearsed.</summary>
/// <param name="Name">The file, or the name in the tool's own history.</param>
/// <param name="Duration">How long it took; <c>null</c> where only the whole is known.</param>
/// <param name="Locks">The locks it held that others would have waited for; <c>null</c> where that cannot be told.</param>
internal sealed record Rehearsed(string Name, TimeSpan? Duration, LocksSeen? Locks)
{
    /// <summary>Whether it stands for the program that applied all of them, and for none of them.</summary>
    public bool IsProgram { get; init; }
}

/// <summary>Migrates a clone as the release will migrate the database.</summary>
/// <param name="context">The step's context.</param>
/// <param name="clone">The clone.</param>
/// <param name="cancellationToken">Ends it.</param>
internal delegate Task<IReadOnlyList<Rehearsed>> RehearsedMigration(
    Steps.StepContext context,
    DatabaseTarget clone,
    CancellationToken cancellationToken
);
