using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>Brings a backup back from a copy: under a temporary name, and renamed once every digest is right.</summary>
internal sealed class CopyFetch(DatabaseTarget target, string project, string directory)
{
    /// <returns>Whether there is such a copy; then it is here now.</returns>
    /// <exception cref="ReleaseException">It cannot be reached, or it is not whole.</exception>
    public async Task<bool> FetchAsync(
        StepContext context,
        IBackupDestination copy,
        string name,
        CancellationToken cancellationToken
    )
    {
        await using var maintenance = await Session
            .MaintainAsync(target.Server, cancellationToken)
            .ConfigureAwait(false);
        var cluster = await Databases
            .SystemIdentifierAsync(maintenance, cancellationToken)
            .ConfigureAwait(false);
        var here = Path.Combine(directory, name);
        var partial = BackupPlan.Partial(here);
        Directory.CreateDirectory(directory);
        DumpFiles.CreatePrivate(partial);
        try
        {
            var shelf = BackupCopyPlan.ShelfOf(project, cluster);
            if (
                !await copy.GetAsync(context, $"{shelf}/{name}", partial, cancellationToken)
                    .ConfigureAwait(false)
            )
            {
                return false;
            }

            await BackupManifest.VerifyAsync(partial, cancellationToken).ConfigureAwait(false);
            DumpFiles.SyncAll(partial);
            DumpFiles.Rename(partial, here);
            return true;
        }
        finally
        {
            if (Directory.Exists(partial))
            {
                Directory.Delete(partial, recursive: true);
            }
        }
    }
}
