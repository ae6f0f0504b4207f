using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// A remote of rclone's configuration, such as a bucket of S3. Object stores have no renames: the manifest goes
/// last, and without it there is no backup.
/// </summary>
/// <param name="name">Its name in the configuration.</param>
/// <param name="remote">The remote and a path on it, <c>remote:path</c>.</param>
public sealed class RcloneDestination(string name, string remote) : IBackupDestination
{
    private static readonly ThisMachine Here = new();

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IReadOnlyList<Instruction> Instructions(BackupCopyPlan copy)
    {
        ArgumentNullException.ThrowIfNull(copy);
        return [.. Commands(copy).Select(command => Instruction.Run(Here, command))];
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
        foreach (var command in Commands(copy))
        {
            var result = await context.RunAsync(Here, command, cancellationToken).ConfigureAwait(false);
            if (result.StandardError.Contains("hashes could not be checked", StringComparison.Ordinal))
            {
                context.Warn(
                    $"{remote} keeps no digests: of the copy of {copy.Database} in {name} only the sizes were compared."
                );
            }
        }

        return Target(copy);
    }

    /// <inheritdoc/>
    public async Task<bool> GetAsync(
        StepContext context,
        string copy,
        string into,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        // 3 and 4: there is no such directory, or file.
        var look = Rclone("lsf", "--files-only", $"--include=/{BackupManifest.FileName}", Root + copy) with
        {
            SuccessCodes = [0, 3, 4],
        };
        var found = await context.LookAsync(Here, look, cancellationToken).ConfigureAwait(false);
        if (!found.Lines.Contains(BackupManifest.FileName))
        {
            return false;
        }

        await context
            .RunAsync(Here, Rclone("copy", Root + copy, into), cancellationToken)
            .ConfigureAwait(false);
        return true;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> PruneAsync(
        StepContext context,
        BackupCopyPlan copy,
        int keep,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(copy);
        var shelf = $"{Root}{copy.Shelf}";
        var list = Rclone(
            "lsf",
            "--recursive",
            "--max-depth=2",
            "--files-only",
            $"--include=/*/{BackupManifest.FileName}",
            shelf
        );
        var there = await context.LookAsync(Here, list, cancellationToken).ConfigureAwait(false);
        var gone = copy.Surplus(there.Lines.Select(line => line.Split('/')[0]), keep);
        foreach (var old in gone)
        {
            await context
                .LookAsync(
                    Here,
                    Rclone("deletefile", $"{shelf}/{old}/{BackupManifest.FileName}"),
                    cancellationToken
                )
                .ConfigureAwait(false);
            await context
                .LookAsync(Here, Rclone("purge", $"{shelf}/{old}"), cancellationToken)
                .ConfigureAwait(false);
        }

        return gone;
    }

    private string Root => remote.EndsWith(':') || remote.EndsWith('/') ? remote : remote + "/";

    private string Target(BackupCopyPlan copy) => $"{Root}{copy.Shelf}/{copy.Name}";

    private IEnumerable<Command> Commands(BackupCopyPlan copy) =>
        [
            Rclone("copy", $"--exclude=/{BackupManifest.FileName}", copy.Directory, Target(copy)),
            Rclone(
                "check",
                "--one-way",
                $"--exclude=/{BackupManifest.FileName}",
                copy.Directory,
                Target(copy)
            ),
            Rclone(
                "copyto",
                Path.Combine(copy.Directory, BackupManifest.FileName),
                $"{Target(copy)}/{BackupManifest.FileName}"
            ),
        ];

    private static Command Rclone(string verb, params IEnumerable<string> arguments) =>
        new Command("rclone", verb, "--ask-password=false").With(arguments);
}
