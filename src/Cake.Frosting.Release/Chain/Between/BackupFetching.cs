using Cake.Frosting.Release.Composing;
using Cake.Frosting.Release.Postgres;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>Brings a backup back from one of its copies, where it is not here any more.</summary>
/// <param name="tool">What the tool has at hand.</param>
/// <param name="project">The project.</param>
internal sealed class BackupFetching(Tool tool, Project project)
{
    /// <summary>Asks the copies in the order of the configuration; killed, it begins again.</summary>
    /// <param name="room">The database.</param>
    /// <param name="name">The backup's name or directory as the command line has it.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task FetchAsync(DatabaseRoom room, string? name, CancellationToken cancellationToken)
    {
        var copies = BackupSettings.CopiesOf(project.Configuration.Backup);
        if (
            name is null or "latest"
            || copies.Count == 0
            || Directory.Exists(Path.GetFullPath(name, tool.Arguments.Directory))
            || Directory.Exists(Here(name))
        )
        {
            return;
        }

        var context = new Looking(tool).ContextFor(
            new ReleaseIdentity("restore", project.Configuration.Project, "", null),
            new Facts()
        );
        var fetch = new CopyFetch(
            room.Target,
            project.Configuration.Project,
            project.Configuration.Backup.Directory
        );
        foreach (var (copy, _) in copies)
        {
            if (
                await fetch
                    .FetchAsync(context, copy, Path.GetFileName(name), cancellationToken)
                    .ConfigureAwait(false)
            )
            {
                tool.Output.WriteLine(
                    $"{Path.GetFileName(name)} was not here any more: it came back from {copy.Name}."
                );
                return;
            }
        }
    }

    private string Here(string name) =>
        Path.Combine(project.Configuration.Backup.Directory, Path.GetFileName(name));
}
