using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Postgres;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Composing;

/// <summary>What a release does with the databases: back up and prove, fence, migrate, open again.</summary>
internal static class DatabaseSteps
{
    /// <summary>
    /// A database that will be migrated is marked in the write-ahead log before its snapshot is taken, and the log is
    /// read ahead once the backup is proven.
    /// </summary>
    public static IEnumerable<Step> Backup(Rooms rooms, ReleaseIdentity release) =>
        rooms.Databases.SelectMany(entry =>
        {
            var room = entry.Value;
            IReadOnlyList<Step> backup =
            [
                .. BackupSteps.For(room.Target, room.Tools, BackupOf(rooms, room), release),
                .. Copies(rooms, room, release),
            ];
            if (!IsWatched(rooms, entry.Key))
            {
                return backup;
            }

            var mark = WalMarkStep.For(room.Target, release, room.LogHold);
            return [mark, backup[0] with { After = [.. backup[0].After ?? [], mark.Id] }, .. backup.Skip(1)];
        });

    private static IEnumerable<Step> Copies(Rooms rooms, DatabaseRoom room, ReleaseIdentity release) =>
        BackupSettings
            .CopiesOf(rooms.Configuration.Backup)
            .Select(copy =>
                CopySteps.For(
                    room.Target,
                    rooms.Configuration.Backup.Directory,
                    copy.To,
                    copy.Section.Keep,
                    release
                ) with
                {
                    WarnOnly = copy.Section.WarnOnly,
                }
            );

    /// <summary>The last of Backup: what the proof and the rehearsal wrote is read before anybody waits for it.</summary>
    public static IEnumerable<Step> ReadAhead(Rooms rooms, IReadOnlyList<Step> before) =>
        rooms
            .Databases.Where(entry => IsWatched(rooms, entry.Key))
            .Select(entry => entry.Value.Target)
            .Select(target =>
                WalReadAheadStep.For(
                    target,
                    [
                        .. before
                            .Select(step => step.Id)
                            .Where(id => id.EndsWith($":{target.Label}", StringComparison.Ordinal)),
                    ]
                )
            );

    /// <summary>
    /// The migrations of the new version are read and compared with the database's history while the old version
    /// serves: a file that was changed, is missing or cannot be understood is found before anybody is cut off.
    /// </summary>
    public static IEnumerable<Step> CheckMigrations(Rooms rooms, ReleaseIdentity release) =>
        Migrated(rooms)
            .Where(migrated => IsByFiles(migrated.Section))
            .Select(migrated =>
                MigrationCheck.For(
                    migrated.Room.Target,
                    OptionsOf(rooms, release, migrated.Section),
                    ["backup/fetch"]
                )
            );

    /// <summary>Drops what earlier releases left beside the databases and their dumps; this release's restore point stays.</summary>
    public static IEnumerable<Step> Tidy(Rooms rooms, ReleaseIdentity release) =>
        rooms.Databases.Values.Select(room =>
            TidySteps.For(room.Target, rooms.Configuration.Backup.Directory, release)
        );

    public static IEnumerable<Step> Fence(Rooms rooms, ReleaseIdentity release) =>
        Migrated(rooms)
            .SelectMany(migrated =>
                migrated.Section.Rebuild is { } rebuild
                    ? FenceOfRebuild(rooms, release, rebuild, migrated.Room)
                    : FenceSteps.For(
                        migrated.Room.Target,
                        migrated.Room.Tools,
                        BackupOf(rooms, migrated.Room),
                        IsByFiles(migrated.Section) ? OptionsOf(rooms, release, migrated.Section) : null,
                        release,
                        migrated.Room.LogHold
                    )
            );

    public static IEnumerable<Step> Migrate(Rooms rooms, ReleaseIdentity release) =>
        Migrated(rooms).SelectMany(migrated => Migrate(rooms, release, migrated.Section, migrated.Room));

    /// <summary>The old version exports as a client, so that the fence comes after it.</summary>
    private static IReadOnlyList<Step> FenceOfRebuild(
        Rooms rooms,
        ReleaseIdentity release,
        Rebuild section,
        DatabaseRoom room
    ) =>
        [
            .. ExportOf(rooms, release, section, room) is { } export
                ? (Step[])[RebuildSteps.Quiet(room.Target), export.Export]
                : [],
            RebuildSteps.Fence(room.Target, release),
        ];

    private static RebuildExport? ExportOf(
        Rooms rooms,
        ReleaseIdentity release,
        Rebuild section,
        DatabaseRoom room
    ) =>
        section.Export is not null && release.PreviousVersion is not null
            ? new RebuildExport(rooms, release, room.Target.Label, section)
            : null;

    /// <summary>The fence is lifted before the first service of the new version starts.</summary>
    public static IEnumerable<Step> Open(Rooms rooms, ReleaseIdentity release) =>
        Migrated(rooms).Select(migrated => FenceSteps.Open(migrated.Room.Target, Stage.Start, release));

    /// <summary>Whether it must be known what was written since the backup; one that is renamed has it all.</summary>
    private static bool IsWatched(Rooms rooms, string label) =>
        rooms.Configuration.Migrations.Any(section => section.Database == label && section.Rebuild is null);

    private static IEnumerable<(Migration Section, DatabaseRoom Room)> Migrated(Rooms rooms) =>
        rooms.Configuration.Migrations.Select(section => (section, rooms.Databases[section.Database]));

    private static bool IsByFiles(Migration section) =>
        section is { Command: null, AtStart: false, Rebuild: null };

    private static IEnumerable<Step> Migrate(
        Rooms rooms,
        ReleaseIdentity release,
        Migration section,
        DatabaseRoom room
    )
    {
        if (section.Rebuild is { } rebuild)
        {
            return
            [
                RebuildSteps.Rebuild(room.Target, release),
                .. ExportOf(rooms, release, rebuild, room) is { } export ? (Step[])[export.Carry] : [],
            ];
        }

        if (section.AtStart)
        {
            return ProgramMigrationSteps.AtStart(room.Target, section.History, release);
        }

        return section.Command is null
            ? [MigrationSteps.For(room.Target, OptionsOf(rooms, release, section), null, release)]
            :
            [
                FenceSteps.Open(room.Target, Stage.Migrate, release),
                ProgramMigrationSteps.Run(room.Target, ProgramOf(rooms, release, section), release),
                // An image may have an entrypoint that migrates as well.
                .. section.Service is null
                    ? (Step[])[]
                    : [ProgramMigrationSteps.Unchanged(room.Target, section.History)],
            ];
    }

    private static ProgramMigration ProgramOf(Rooms rooms, ReleaseIdentity release, Migration section)
    {
        var values = rooms.ValuesOf(release);
        // A container has a directory of its own.
        var directory = section.Service is null ? rooms.Platform.DirectoryOf(release.Version) : null;
        var command = values.Fill(section.Command!, directory) with { Deadline = section.Deadline };
        return new ProgramMigration
        {
            Place = section.Service is null ? rooms.Place : rooms.Platform.OnceIn(section.Service, release),
            IsInside = section.Service is not null,
            Command = section.Environment.Aggregate(
                command,
                (made, variable) => made.WithEnvironment(variable.Key, values.Fill(variable.Value))
            ),
            Variables = section.Connection.ToDictionary(
                variable => variable.Key,
                variable => Enum.Parse<Postgres.DatabaseForm>(variable.Value.ToString())
            ),
            HistoryTable = section.History,
        };
    }

    /// <summary>
    /// While the old version serves: what a program has applied so far is noted, and the migrations are rehearsed on a
    /// clone of the proven backup.
    /// </summary>
    public static IEnumerable<Step> Rehearse(Rooms rooms, ReleaseIdentity release)
    {
        foreach (var (section, room) in Migrated(rooms).Where(each => each.Section.Rebuild is null))
        {
            if (!IsByFiles(section))
            {
                yield return ProgramMigrationSteps.History(
                    room.Target,
                    section.History,
                    section.AtStart ? "the service applies them when it starts"
                        : section.Rehearse ? null
                        : "rehearse is false"
                );
            }

            if (section is { AtStart: false, Rehearse: true })
            {
                yield return Rehearse(rooms, release, section, room);
            }
        }
    }

    private static Step Rehearse(Rooms rooms, ReleaseIdentity release, Migration section, DatabaseRoom room)
    {
        var options = IsByFiles(section) ? OptionsOf(rooms, release, section) : null;
        var label = room.Target.Label;
        return RehearsalSteps.For(
            room.Target,
            release,
            options is null
                ? ProgramMigrationSteps.Rehearsal(room.Target, ProgramOf(rooms, release, section))
                : ScriptRehearsal.Of(options, release),
            ScriptRehearsal.Probe(room.Target, options, BackupOf(rooms, room), release),
            rooms.Configuration.DowntimeBudget,
            [
                $"backup/compare:{label}",
                "backup/fetch",
                options is null
                    ? ProgramMigrationSteps.HistoryIdOf(room.Target)
                    : $"backup/migrations:{label}",
            ]
        );
    }

    private static MigrationOptions OptionsOf(Rooms rooms, ReleaseIdentity release, Migration section)
    {
        var options = new MigrationOptions
        {
            Directory = Path.Combine(rooms.Platform.DirectoryOf(release.Version), section.Directory),
            Baseline = section.Baseline,
            LockTimeout = section.LockTimeout,
            LockRetries = section.Retries,
            StatementTimeout = section.StatementTimeout ?? TimeSpan.Zero,
        };
        return section.Table.Split('.') is [var schema, var table]
            ? options with
            {
                HistorySchema = schema,
                HistoryTable = table,
            }
            : options with
            {
                HistoryTable = section.Table,
            };
    }

    public static BackupOptions BackupOf(Rooms rooms, DatabaseRoom room) =>
        BackupSettings.For(rooms.Configuration.Backup, room);
}
