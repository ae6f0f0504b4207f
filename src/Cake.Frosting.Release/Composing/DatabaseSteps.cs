using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Postgres;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Composing;

/// <summary>What a release does with the databases: back up and prove, fence, migrate, open again.</summary>
internal static class DatabaseSteps
{
    public static IEnumerable<Step> Backup(Rooms rooms, ReleaseIdentity release) =>
        rooms.Databases.Values.SelectMany(room =>
            BackupSteps
                .For(room.Target, room.Tools, BackupOf(rooms, room), release)
                .Concat(
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
                        )
                )
        );

    /// <summary>
    /// The migrations of the new version are read and compared with the database's history while the old version
    /// serves: a file that was changed, is missing or cannot be understood is found before anybody is cut off.
    /// </summary>
    public static IEnumerable<Step> CheckMigrations(Rooms rooms, ReleaseIdentity release) =>
        Migrated(rooms)
            .Where(migrated => migrated.Section.Command is null)
            .Select(migrated =>
                MigrationCheck.For(
                    migrated.Room.Target,
                    OptionsOf(rooms, release, migrated.Section),
                    ["backup/fetch"]
                )
            );

    /// <summary>Drops what earlier releases left beside the databases; this release's restore point stays.</summary>
    public static IEnumerable<Step> Tidy(Rooms rooms, ReleaseIdentity release) =>
        rooms.Databases.Values.Select(room => TidySteps.For(room.Target, release));

    public static IEnumerable<Step> Fence(Rooms rooms, ReleaseIdentity release) =>
        Migrated(rooms)
            .SelectMany(migrated =>
                FenceSteps.For(
                    migrated.Room.Target,
                    migrated.Room.Tools,
                    BackupOf(rooms, migrated.Room),
                    migrated.Section.Command is null ? OptionsOf(rooms, release, migrated.Section) : null,
                    release
                )
            );

    public static IEnumerable<Step> Migrate(Rooms rooms, ReleaseIdentity release) =>
        Migrated(rooms).SelectMany(migrated => Migrate(rooms, release, migrated.Section, migrated.Room));

    /// <summary>The fence is lifted before the first service of the new version starts.</summary>
    public static IEnumerable<Step> Open(Rooms rooms, ReleaseIdentity release) =>
        Migrated(rooms).Select(migrated => FenceSteps.Open(migrated.Room.Target, Stage.Start, release));

    private static IEnumerable<(Migration Section, DatabaseRoom Room)> Migrated(Rooms rooms) =>
        rooms.Configuration.Migrations.Select(section => (section, rooms.Databases[section.Database]));

    private static IEnumerable<Step> Migrate(
        Rooms rooms,
        ReleaseIdentity release,
        Migration section,
        DatabaseRoom room
    )
    {
        if (section.Command is null)
        {
            yield return MigrationSteps.For(room.Target, OptionsOf(rooms, release, section), null, release);
            yield break;
        }

        throw new ConfigurationException(
            $"{rooms.Configuration.SourceFile}: migrations/{section.Database}/command: a migrating command is not available in this version.",
            "Migrate by SQL files, or by a hook before Start."
        );
    }

    private static MigrationOptions OptionsOf(Rooms rooms, ReleaseIdentity release, Migration section)
    {
        var options = new MigrationOptions
        {
            Directory = Path.Combine(rooms.Platform.DirectoryOf(release.Version), section.Directory),
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
