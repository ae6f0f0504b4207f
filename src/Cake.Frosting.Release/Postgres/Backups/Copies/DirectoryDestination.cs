using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>A directory, such as a mounted share.</summary>
/// <param name="name">Its name in the configuration.</param>
/// <param name="directory">The directory; it must be there, as one that is not may be a share that is not mounted.</param>
public sealed class DirectoryDestination(string name, string directory) : IBackupDestination
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IReadOnlyList<Instruction> Instructions(BackupCopyPlan copy)
    {
        ArgumentNullException.ThrowIfNull(copy);
        return [Instruction.Manual(Sentence(copy))];
    }

    /// <inheritdoc/>
    public async Task<string> PutAsync(
        StepContext context,
        BackupCopyPlan copy,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(copy);
        context.Issue(Instruction.Manual(Sentence(copy)));
        if (!Directory.Exists(directory))
        {
            throw new ReleaseRefusedException(
                $"The directory {directory} for copies of backups ({name}) is not there.",
                "Mount it, or make it."
            );
        }

        Directory.CreateDirectory(Path.Combine(directory, copy.Shelf));
        var target = Target(copy);
        if (File.Exists(Path.Combine(target, BackupManifest.FileName)))
        {
            await BackupManifest.VerifyAsync(target, cancellationToken).ConfigureAwait(false);
            return target;
        }

        var partial = BackupPlan.Partial(target);
        DumpFiles.CreatePrivate(partial);
        await CopyAsync(copy.Directory, partial, cancellationToken).ConfigureAwait(false);
        DumpFiles.SyncAll(partial);
        await BackupManifest.VerifyAsync(partial, cancellationToken).ConfigureAwait(false);
        DumpFiles.Rename(partial, target);
        return target;
    }

    /// <inheritdoc/>
    public async Task<bool> GetAsync(
        StepContext context,
        string copy,
        string into,
        CancellationToken cancellationToken
    )
    {
        var from = Path.Combine(directory, copy);
        if (!File.Exists(Path.Combine(from, BackupManifest.FileName)))
        {
            return false;
        }

        await CopyAsync(from, into, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> PruneAsync(
        StepContext context,
        BackupCopyPlan copy,
        int keep,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(copy);
        var shelf = Path.Combine(directory, copy.Shelf);
        var complete = Directory
            .EnumerateDirectories(shelf)
            .Where(path => File.Exists(Path.Combine(path, BackupManifest.FileName)))
            .Select(path => Path.GetFileName(path));
        var gone = copy.Surplus(complete, keep);
        foreach (var old in gone)
        {
            DumpFiles.Remove(Path.Combine(shelf, old));
        }

        return Task.FromResult(gone);
    }

    private string Target(BackupCopyPlan copy) => Path.Combine(directory, copy.Shelf, copy.Name);

    private string Sentence(BackupCopyPlan copy) =>
        $"Copy {copy.Directory} to {BackupPlan.Partial(Target(copy))}, flush it to the disk, compare its digests, and rename it to {Target(copy)}";

    private static async Task CopyAsync(string from, string to, CancellationToken cancellationToken)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            await using var source = File.OpenRead(file);
            await using var target = new FileStream(copy, FileMode.CreateNew, FileAccess.Write);
            await source.CopyToAsync(target, cancellationToken).ConfigureAwait(false);
        }
    }
}
