using System.Collections.Immutable;
using System.Globalization;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// A directory of another host, over ssh. There it takes a POSIX shell, tar and sha256sum; ssh asks nobody
/// anything, so key and host must be known to it.
/// </summary>
/// <param name="name">Its name in the configuration.</param>
/// <param name="host">The host as ssh takes it: <c>user@host</c>, or an alias of ssh's configuration.</param>
/// <param name="directory">The directory there.</param>
/// <param name="options">Further options of ssh.</param>
public sealed class SshDestination(
    string name,
    string host,
    string directory,
    params ImmutableArray<string> options
) : IBackupDestination
{
    private static readonly ThisMachine Here = new();

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public IReadOnlyList<Instruction> Instructions(BackupCopyPlan copy)
    {
        ArgumentNullException.ThrowIfNull(copy);
        return [Instruction.Run(Send(copy)), Instruction.Run(Here, Finish(copy, ""))];
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
        var target = $"{host}:{directory}/{copy.Shelf}/{copy.Name}";
        var sums = await SumsAsync(copy, cancellationToken).ConfigureAwait(false);
        try
        {
            if (await IsThereAsync(context, copy, sums, cancellationToken).ConfigureAwait(false))
            {
                return target;
            }

            await context.PipeAsync(Send(copy), null, null, cancellationToken).ConfigureAwait(false);
            await context.RunAsync(Here, Finish(copy, sums), cancellationToken).ConfigureAwait(false);
            return target;
        }
        catch (CommandFailedException exception)
        {
            throw new CommandFailedException(
                $"The backup of {copy.Database} is not in {target}.\n{exception.Problem}",
                exception.CommandExitCode,
                exception.StandardError,
                exception.CommandExitCode == 255
                    ? $"Check that 'ssh -o BatchMode=yes {host} true' works for the user that runs the release."
                    : $"Look at {directory} on {host}: whether it has room, and may be written.",
                exception
            );
        }
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
        var there = Quote($"{directory}/{copy}");
        var look = Remote($"if [ -f {there}/{BackupManifest.FileName} ]; then echo here; fi");
        var found = await context.LookAsync(Here, look, cancellationToken).ConfigureAwait(false);
        if (found.Value != "here")
        {
            return false;
        }

        var unpack = new Command(
            "tar",
            "--extract",
            "--file=-",
            "--no-same-owner",
            "--no-same-permissions",
            $"--directory={into}"
        );
        var receive = Pipeline.Of(Here, Remote($"tar -c -f - -C {there} .")).Then(Here, unpack);
        await context.PipeAsync(receive, null, null, cancellationToken).ConfigureAwait(false);
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
        var shelf = Quote($"{directory}/{copy.Shelf}");
        var list = Remote(
            $"cd {shelf} && for b in *; do if [ -f \"$b/{BackupManifest.FileName}\" ]; then printf '%s\\n' \"$b\"; fi; done"
        );
        var there = await context.LookAsync(Here, list, cancellationToken).ConfigureAwait(false);
        var gone = copy.Surplus(there.Lines, keep);
        foreach (var old in gone)
        {
            // Without its manifest it is no backup any more, should this be interrupted.
            var remove = Remote(
                $"cd {shelf} && rm -f -- {Quote(old)}/{BackupManifest.FileName} && rm -rf -- {Quote(old)}"
            );
            await context.LookAsync(Here, remove, cancellationToken).ConfigureAwait(false);
        }

        return gone;
    }

    private Pipeline Send(BackupCopyPlan copy)
    {
        var partial = Quote($"{directory}/{copy.Shelf}/{copy.Name}.partial");
        return Pipeline
            .Of(Here, new Command("tar", "--create", "--file=-", $"--directory={copy.Directory}", "--", "."))
            .Then(
                Here,
                Remote(
                    $"set -eu; umask 077; rm -rf -- {partial}; mkdir -p -- {partial}; tar -x -f - -C {partial}"
                )
            );
    }

    /// <summary>Nothing but what was sent may be there, and every file of it as it was.</summary>
    private Command Finish(BackupCopyPlan copy, string sums)
    {
        var shelf = Quote($"{directory}/{copy.Shelf}");
        var count = sums.Count(c => c == '\n').ToString(CultureInfo.InvariantCulture);
        var expected = sums.Length == 0 ? Blank.Of("number of files") : count;
        return Remote(
            $"set -eu; cd {shelf}/{Quote(copy.Name + ".partial")}; sha256sum -c --quiet - >&2; test \"$(find . -type f | wc -l)\" -eq {expected}; sync; cd ..; rm -rf -- {Quote(copy.Name)}; mv -- {Quote(copy.Name + ".partial")} {Quote(copy.Name)}; sync"
        ) with
        {
            StandardInput = sums,
        };
    }

    private async Task<bool> IsThereAsync(
        StepContext context,
        BackupCopyPlan copy,
        string sums,
        CancellationToken cancellationToken
    )
    {
        var manifest = Quote($"{directory}/{copy.Shelf}/{copy.Name}/{BackupManifest.FileName}");
        var found = await context
            .LookAsync(
                Here,
                Remote($"if [ -f {manifest} ]; then sha256sum < {manifest}; fi"),
                cancellationToken
            )
            .ConfigureAwait(false);
        return found.Value.Length >= 64
            && sums.Contains($"{found.Value[..64]}  {BackupManifest.FileName}\n", StringComparison.Ordinal);
    }

    private static async Task<string> SumsAsync(BackupCopyPlan copy, CancellationToken cancellationToken)
    {
        var files = copy.Manifest!.Files.Select(file => $"{file.Sha256}  {file.Name}\n");
        var manifest = await DumpFiles
            .DigestFileAsync(Path.Combine(copy.Directory, BackupManifest.FileName), cancellationToken)
            .ConfigureAwait(false);
        return string.Concat(files.Append($"{manifest}  {BackupManifest.FileName}\n"));
    }

    private Command Remote(string script) =>
        new Command("ssh", "-o", "BatchMode=yes", "-o", "ConnectTimeout=15").With(options).With(host, script);

    /// <summary>ssh hands its words to a shell there as one line: within these quotes a shell reads nothing.</summary>
    private static string Quote(string text) => $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
