using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Platforms.Processes;

/// <summary>What completes a version's directory once its commands have filled it.</summary>
/// <param name="Instructions">What is done.</param>
/// <param name="Act">Does it, in the directory that is put together.</param>
internal sealed record Completion(
    IReadOnlyList<Instruction> Instructions,
    Func<string, StepContext, CancellationToken, Task> Act
);

/// <summary>The files of versions: fetched into a directory that is renamed once it is complete, and pruned.</summary>
internal sealed class ReleaseFiles(
    ProcessLayout layout,
    ReleaseConfiguration configuration,
    IPlace place,
    PlaceholderValues values
)
{
    /// <summary>What is done before a directory counts as a version; <c>null</c> for nothing.</summary>
    public Completion? Completion { get; init; }

    /// <summary>The versions besides the new and the old one that something runs from; they are not pruned.</summary>
    public Func<StepContext, CancellationToken, Task<HashSet<string>>> InUse { get; init; } =
        (_, _) => Task.FromResult(new HashSet<string>());

    public Step Fetch(ReleaseIdentity release)
    {
        var version = release.Version;
        var commands = configuration.Fetch.Select(template => FetchCommand(template, version)).ToList();
        return new Step
        {
            Id = "backup/fetch",
            Stage = Stage.Backup,
            Title = $"Fetch the files of {version}",
            Instructions =
            [
                Instruction.Manual($"Make the empty directory {layout.PartialOf(version)}"),
                .. commands.Select(command => Instruction.Run(place, command)),
                .. Completion?.Instructions ?? [],
                Instruction.Manual($"Rename it to {layout.DirectoryOf(version)}"),
            ],
            After = [],
            Probe = (_, _) =>
                Task.FromResult(
                    Directory.Exists(layout.DirectoryOf(version))
                        ? Probe.Done($"{layout.DirectoryOf(version)} is there")
                        : Probe.NotDone()
                ),
            Act = (context, cancellationToken) => FetchAsync(version, commands, context, cancellationToken),
            Undo = new Undo
            {
                Title = $"Remove the files of {version}",
                OnlyBeforeLive = true,
                Instructions = [Instruction.Manual($"Remove the directory {layout.DirectoryOf(version)}")],
                Act = (context, _) =>
                {
                    Remove(version, context);
                    return Task.CompletedTask;
                },
            },
        };
    }

    public Step Prune(ReleaseIdentity release) =>
        new()
        {
            Id = "announce/prune",
            Stage = Stage.Announce,
            Title = $"Keep the files of {configuration.Platform.Keep} old versions",
            Instructions = [Instruction.Manual($"Remove the oldest directories in {layout.Releases}")],
            WarnOnly = true,
            Probe = async (context, cancellationToken) =>
                Surplus(release, await InUse(context, cancellationToken).ConfigureAwait(false)).Any()
                    ? Probe.NotDone()
                    : Probe.NotNeeded($"there are no more than {configuration.Platform.Keep} old ones"),
            Act = async (context, cancellationToken) =>
            {
                context.Issue(Instruction.Manual($"Remove the oldest directories in {layout.Releases}"));
                var inUse = await InUse(context, cancellationToken).ConfigureAwait(false);
                foreach (var directory in Surplus(release, inUse).ToList())
                {
                    directory.Delete(recursive: true);
                }
            },
        };

    /// <summary>Old versions beyond those that are kept, and what was only half fetched when a release was given up.</summary>
    private IEnumerable<DirectoryInfo> Surplus(ReleaseIdentity release, HashSet<string> inUse)
    {
        var directory = new DirectoryInfo(layout.Releases);
        var others = (directory.Exists ? directory.EnumerateDirectories() : [])
            .Where(candidate =>
                candidate.Name != release.Version
                && candidate.Name != release.PreviousVersion
                && !inUse.Contains(candidate.Name)
            )
            .ToLookup(candidate => ProcessLayout.IsPartial(candidate.Name));
        return others[true]
            .Concat(
                others[false]
                    .OrderByDescending(candidate => candidate.CreationTimeUtc)
                    .Skip(configuration.Platform.Keep - 1)
            );
    }

    /// <summary>In the commands <c>{directory}</c> is where the files are put together.</summary>
    private Command FetchCommand(CommandTemplate template, string version)
    {
        var partial = layout.PartialOf(version);
        string Fill(string text) =>
            Placeholders.Fill(text, name => name == "directory" ? partial : values.Find(name));
        return new Command(Fill(template.Program), template.Arguments.Select(Fill))
        {
            WorkingDirectory = partial,
        };
    }

    private async Task FetchAsync(
        string version,
        IReadOnlyList<Command> commands,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        var partial = layout.PartialOf(version);
        context.Issue(Instruction.Manual($"Make the empty directory {partial}"));
        if (Directory.Exists(partial))
        {
            // What a killed run left: nobody knows how much of it is whole.
            Directory.Delete(partial, recursive: true);
        }

        Directory.CreateDirectory(partial);
        foreach (var command in commands)
        {
            await context.RunAsync(place, command, cancellationToken).ConfigureAwait(false);
        }

        if (!Directory.EnumerateFileSystemEntries(partial).Any())
        {
            throw new ReleaseRefusedException(
                $"The commands under fetch left nothing in {partial}.",
                "They run in that directory and must put the new version's files there."
            );
        }

        if (Completion is not null)
        {
            await Completion.Act(partial, context, cancellationToken).ConfigureAwait(false);
        }

        context.Issue(Instruction.Manual($"Rename it to {layout.DirectoryOf(version)}"));
        Directory.Move(partial, layout.DirectoryOf(version));
    }

    private void Remove(string version, StepContext context)
    {
        if (layout.CurrentVersion() == version)
        {
            throw new ReleaseRefusedException($"{layout.DirectoryOf(version)} is the version that is set.");
        }

        context.Issue(Instruction.Manual($"Remove the directory {layout.DirectoryOf(version)}"));
        foreach (var directory in (string[])[layout.PartialOf(version), layout.DirectoryOf(version)])
        {
            if (Directory.Exists(directory))
            {
                Directory.Delete(directory, recursive: true);
            }
        }
    }
}
