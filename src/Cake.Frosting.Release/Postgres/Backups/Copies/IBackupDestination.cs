using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>Where copies of backups go.</summary>
public interface IBackupDestination
{
    /// <summary>Its name, for plan and report.</summary>
    string Name { get; }

    /// <summary>What a copy will issue.</summary>
    /// <param name="copy">What is copied.</param>
    IReadOnlyList<Instruction> Instructions(BackupCopyPlan copy);

    /// <summary>
    /// Copies a backup under a temporary name, compares the digests there, and gives it its name. One that is there
    /// already is left alone.
    /// </summary>
    /// <param name="context">What the step may use.</param>
    /// <param name="copy">What is copied.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Where it is now.</returns>
    /// <exception cref="Errors.ReleaseException">It is not there whole.</exception>
    Task<string> PutAsync(StepContext context, BackupCopyPlan copy, CancellationToken cancellationToken);

    /// <summary>Brings a copy back, every file of it; whoever asks compares the digests.</summary>
    /// <param name="context">What may be used.</param>
    /// <param name="copy">The copy's directory below the destination, with a slash between shelf and name.</param>
    /// <param name="into">An empty directory here.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Whether there is such a copy, with its manifest.</returns>
    /// <exception cref="Errors.ReleaseException">The destination cannot be reached, or the copy not be read.</exception>
    Task<bool> GetAsync(StepContext context, string copy, string into, CancellationToken cancellationToken);

    /// <summary>Removes what is beyond the newest; only called once a new one is there whole.</summary>
    /// <param name="context">What the step may use.</param>
    /// <param name="copy">What was copied.</param>
    /// <param name="keep">How many of this database stay.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>What was removed.</returns>
    Task<IReadOnlyList<string>> PruneAsync(
        StepContext context,
        BackupCopyPlan copy,
        int keep,
        CancellationToken cancellationToken
    );
}
