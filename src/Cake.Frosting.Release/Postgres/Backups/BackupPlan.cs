using System.Globalization;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>The names and commands of one backup, computed without touching anything.</summary>
internal sealed record BackupPlan(
    DatabaseTarget Target,
    PostgresTools Tools,
    BackupOptions Options,
    ReleaseIdentity Release
)
{
    public const string SnapshotBlank = "snapshot";
    public const string TimeBlank = "time";
    public const string LocaleBlank = "encoding, locale and owner of the original";

    public string DumpStep => $"backup/dump:{Target.Label}";

    public string RestoreStep => $"backup/restore:{Target.Label}";

    public string CompareStep => $"backup/compare:{Target.Label}";

    public string Scratch => DatabaseNames.Scratch(Target.Name, Release.DatabaseSuffix);

    public string SchemaOnly => DatabaseNames.SchemaOnly(Target.Name, Release.DatabaseSuffix);

    /// <summary>The backup's directory; <paramref name="time"/> is a blank while it is planned.</summary>
    public string DirectoryFor(string time) =>
        Path.Combine(Options.Directory, $"{FileName(Target.Name)}-{FileName(Release.Id)}-{time}");

    public static string Partial(string directory) => directory + ".partial";

    /// <summary>The dump within the backup's directory.</summary>
    public static string DumpName(BackupFormat format) =>
        format switch
        {
            BackupFormat.Directory => "dump",
            BackupFormat.Custom => "dump.pgdump",
            _ => "dump.sql",
        };

    public static string Schema(string directory) => Path.Combine(directory, "schema.sql");

    public Command Dump(string directory)
    {
        var command = ToolCommands
            .Connect(Target.Server, Tools, "pg_dump", Target.Name)
            .With(
                $"--format={Options.Format.ToString().ToLowerInvariant()}",
                $"--file={Path.Combine(directory, DumpName(Options.Format))}",
                $"--snapshot={Blank.Of(SnapshotBlank)}",
                "--encoding=UTF8",
                "--lock-wait-timeout=60s"
            )
            .With(Options.ExcludeTableData.Select(pattern => $"--exclude-table-data={pattern}"));
        if (Options.Format == BackupFormat.Directory)
        {
            command = command.With($"--jobs={Options.Jobs.ToString(CultureInfo.InvariantCulture)}");
        }

        return Options.Format == BackupFormat.Plain
            ? command
            : command.With($"--compress={Options.Compression.ToString(CultureInfo.InvariantCulture)}");
    }

    public Command DumpSchema(string directory) =>
        ToolCommands.DumpSchema(
            Target.Server,
            Tools,
            Target.Name,
            Schema(directory),
            Blank.Of(SnapshotBlank)
        );

    public string CreateScratch =>
        $"CREATE DATABASE {SqlText.Identifier(Scratch)} TEMPLATE template0 {Blank.Of(LocaleBlank)}";

    public static string Drop(string database) =>
        $"DROP DATABASE IF EXISTS {SqlText.Identifier(database)} WITH (FORCE)";

    /// <summary>Restores a dump of that format from a backup's directory into a database.</summary>
    public Command Restore(string directory, BackupFormat format, string database)
    {
        var dump = Path.Combine(directory, DumpName(format));
        return format == BackupFormat.Plain
            ? ToolCommands.RunScript(Target.Server, Tools, database, dump)
            : ToolCommands
                .Connect(Target.Server, Tools, "pg_restore", database)
                .With(
                    "--exit-on-error",
                    $"--jobs={Options.Jobs.ToString(CultureInfo.InvariantCulture)}",
                    dump
                );
    }

    /// <summary>Reads a dump to its end and throws what it reads away.</summary>
    public Command ReadThrough(string directory) =>
        new(
            Tools.Program("pg_restore"),
            "--file=/dev/null",
            Path.Combine(directory, DumpName(Options.Format))
        );

    /// <summary>A name of anything as a part of a file's name; unequal names stay unequal.</summary>
    internal static string FileName(string name) =>
        string.Concat(
            System
                .Text.Encoding.UTF8.GetBytes(name)
                .Select(b =>
                    char.IsAsciiLetterOrDigit((char)b)
                    || b is (byte)'_' or (byte)'.' or (byte)'-' && name[0] != '.'
                        ? ((char)b).ToString()
                        : $"%{b:X2}"
                )
        );
}
