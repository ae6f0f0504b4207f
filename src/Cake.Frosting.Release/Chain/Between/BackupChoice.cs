using Cake.Frosting.Release.Composing;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Postgres;

namespace Cake.Frosting.Release.Chain;

/// <summary>Finds the database and the backup that the command line means.</summary>
/// <param name="tool">What the tool has at hand.</param>
/// <param name="project">The project.</param>
internal sealed class BackupChoice(Tool tool, Project project)
{
    private const int Listed = 10;

    public DatabaseRoom Database(string? name)
    {
        var rooms = project.Rooms.Databases;
        return name switch
        {
            null when rooms.Count == 1 => rooms.Values.First(),
            not null when rooms.TryGetValue(name, out var room) => room,
            _ => throw new ReleaseRefusedException(
                name is null
                    ? "There is more than one database."
                    : $"There is no database '{name}' in {project.Configuration.SourceFile}.",
                $"Say which: {string.Join(", ", rooms.Keys.Select(key => $"--database={key}"))}."
            ),
        };
    }

    /// <summary>A directory, a name in the directory of backups, or the newest proven one.</summary>
    public Backup Backup(DatabaseRoom room, string? name)
    {
        var all = BackupList
            .Read(project.Configuration.Backup.Directory)
            .Where(backup => backup.Manifest.Database == room.Target.Name)
            .ToList();
        if (name == "latest")
        {
            return all.Find(backup => backup.Manifest.Verified == BackupVerification.Restore)
                ?? throw Refused($"There is no proven backup of {room.Target.Name}.", all);
        }

        if (name is null)
        {
            throw Refused("Which backup?", all);
        }

        var given = Path.GetFullPath(name, tool.Arguments.Directory);
        if (Directory.Exists(given))
        {
            return new Backup(given, BackupManifest.Read(given));
        }

        return all.Find(backup => Path.GetFileName(backup.Directory) == name)
            ?? throw Refused($"There is no backup '{name}' of {room.Target.Name}.", all);
    }

    private ReleaseRefusedException Refused(string problem, List<Backup> all) =>
        new(
            problem,
            all.Count == 0
                ? $"There is none in {project.Configuration.Backup.Directory}; bring one there, or name its directory with --backup."
                : "Say --backup=latest, or one of:\n"
                    + string.Join(
                        '\n',
                        all.Take(Listed)
                            .Select(backup =>
                                $"    --backup={Path.GetFileName(backup.Directory)}  of {backup.Manifest.RunningVersion ?? "no version"}, {(backup.Manifest.Verified == BackupVerification.Restore ? "proven" : "not proven")}"
                            )
                    )
        );
}
