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

    public DumpLayout Layout { get; init; } = DumpLayout.Of(Options, Tools);

    public string DumpStep => $"backup/dump:{Target.Label}";

    public string RestoreStep => $"backup/restore:{Target.Label}";

    public string CompareStep => $"backup/compare:{Target.Label}";

    public string Scratch => DatabaseNames.Scratch(Target.Name, Release.DatabaseSuffix);

    public string SchemaOnly => DatabaseNames.SchemaOnly(Target.Name, Release.DatabaseSuffix);

    /// <summary>The backup's directory; <paramref name="time"/> is a blank while it is planned.</summary>
    public string DirectoryFor(string time) =>
        Path.Combine(Options.Directory, NameOf(Target.Name, Release, time));

    /// <summary>The name of a backup: its database, its release, and the second it was begun in.</summary>
    public static string NameOf(string database, ReleaseIdentity release, string time) =>
        $"{FileName(database)}-{FileName(release.Id)}-{time}";

    public static string Partial(string directory) => directory + ".partial";

    /// <summary>
    /// Whether the dump is encrypted as it is written. Without the key that decrypts it, it could not be read any
    /// more to be proven: then it is encrypted once it is.
    /// </summary>
    public bool EncryptsAtOnce =>
        Options.Encryption is { } encryption
        && (encryption.Identity is not null || Options.Verify == BackupVerification.None);

    /// <summary>The dump in a backup's directory as it is proven from.</summary>
    public string DumpFile(string directory) =>
        Path.Combine(directory, Layout.Name + (EncryptsAtOnce ? Options.Encryption!.Extension : ""));

    /// <summary>The dump as it is kept.</summary>
    public string KeptFile(string directory) =>
        Path.Combine(directory, Layout.Name + Options.Encryption?.Extension);

    public static string Globals(string directory) => Path.Combine(directory, "globals.sql");

    /// <summary>What belongs to the database and is not in its dump.</summary>
    public static string Properties(string directory) => Path.Combine(directory, "database.json");

    public static string Schema(string directory) => Path.Combine(directory, "schema.sql");

    public Pipeline Dump(string directory)
    {
        var isPiped = Layout.IsStreamed || EncryptsAtOnce;
        var command = ToolCommands
            .Connect(Target.Server, Tools, "pg_dump", Target.Name)
            .With($"--format={Options.Format.ToString().ToLowerInvariant()}")
            .With(isPiped ? [] : [$"--file={DumpFile(directory)}"])
            .With($"--snapshot={Blank.Of(SnapshotBlank)}", "--encoding=UTF8", "--lock-wait-timeout=60s")
            .With(Options.ExcludeTableData.Select(pattern => $"--exclude-table-data={pattern}"));
        if (Options.Format == BackupFormat.Directory)
        {
            command = command.With($"--jobs={Jobs}");
        }

        if (Options.Format != BackupFormat.Plain)
        {
            var inside = Layout.IsStreamed ? DumpCompression.None : Layout.Compression;
            command = command.With(inside.PgDumpOption(Tools.Version.Major));
        }

        var here = new ThisMachine();
        var pipeline = Pipeline
            .Of(Target.Server.ToolsPlace, command)
            .Then(here, Layout.Compress())
            .Then(here, EncryptsAtOnce ? Options.Encryption!.Encrypt() : null);
        return isPiped ? pipeline with { OutputFile = DumpFile(directory) } : pipeline;
    }

    /// <summary>Roles and tablespaces. They are of the whole cluster, and no snapshot holds them.</summary>
    public Pipeline DumpGlobals(string directory)
    {
        var command = ToolCommands
            .ConnectToCluster(Target.Server, Tools, "pg_dumpall")
            .With("--globals-only", $"--database={Target.Server.MaintenanceDatabase}");
        return Pipeline.Of(
            Target.Server.ToolsPlace,
            Options.Globals == GlobalsBackup.WithPasswords ? command : command.With("--no-role-passwords")
        ) with
        {
            OutputFile = Globals(directory),
        };
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

    /// <summary>Restores the dump in a backup's directory into a database.</summary>
    public Pipeline Restore(string directory, string database)
    {
        var isPiped = Layout.IsStreamed || EncryptsAtOnce;
        if (Layout.Format == BackupFormat.Plain)
        {
            return Read(
                directory,
                ToolCommands.RunScript(Target.Server, Tools, database, isPiped ? "-" : DumpFile(directory))
            );
        }

        var restore = ToolCommands
            .Connect(Target.Server, Tools, "pg_restore", database)
            .With("--exit-on-error");
        // What is read from a pipe cannot be read from several places at once.
        return Read(directory, isPiped ? restore : restore.With($"--jobs={Jobs}", DumpFile(directory)));
    }

    /// <summary>Reads a dump to its end and throws what it reads away.</summary>
    public Pipeline ReadThrough(string directory)
    {
        var command = new Command(Tools.Program("pg_restore"), "--file=/dev/null");
        return Read(
            directory,
            Layout.IsStreamed || EncryptsAtOnce ? command : command.With(DumpFile(directory))
        );
    }

    /// <summary>The end of a plain dump, by which a cut one is known.</summary>
    public Pipeline ReadEnd(string directory) => Read(directory, new Command("tail", "--bytes=4096"), true);

    /// <summary>Hands a program the dump, decrypted and decompressed, where that is needed.</summary>
    private Pipeline Read(string directory, Command reader, bool isFromFile = false)
    {
        var here = new ThisMachine();
        List<Command?> readers = [EncryptsAtOnce ? Options.Encryption!.Decrypt() : null, Layout.Decompress()];
        var pipeline = readers
            .OfType<Command>()
            .Aggregate(
                (Pipeline?)null,
                (all, one) => all is null ? Pipeline.Of(here, one) : all.Then(here, one)
            );
        var whole =
            pipeline?.Then(Target.Server.ToolsPlace, reader) ?? Pipeline.Of(Target.Server.ToolsPlace, reader);
        return pipeline is not null || isFromFile ? whole with { InputFile = DumpFile(directory) } : whole;
    }

    private string Jobs => Options.Jobs.ToString(CultureInfo.InvariantCulture);

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
