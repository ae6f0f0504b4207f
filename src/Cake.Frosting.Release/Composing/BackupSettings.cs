using System.Globalization;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Postgres;

namespace Cake.Frosting.Release.Composing;

/// <summary>What the configuration says of backups, in the words of the room that makes them.</summary>
internal static class BackupSettings
{
    public static BackupOptions For(Configuration.Backup section, DatabaseRoom room) =>
        new()
        {
            Directory = section.Directory,
            Format = Enum.Parse<Postgres.BackupFormat>(section.Format.ToString()),
            Verify = Enum.Parse<Postgres.BackupVerification>(section.Verify.ToString()),
            Jobs = section.Jobs,
            Keep = section.Keep,
            Compression = section.Compression is { } said
                ? Parse(said)
                : Best(section.Format, room.Tools.Version.Major),
            Globals = Enum.Parse<GlobalsBackup>(section.Globals.ToString()),
            Encryption = EncryptionOf(section),
            ExcludeTableData = [.. room.Configuration.ExcludeTableData],
        };

    public static Postgres.BackupEncryption? EncryptionOf(Configuration.Backup section) =>
        section.Encrypt is { } encrypt
            ? new Postgres.BackupEncryption(
                Enum.Parse<Postgres.EncryptionProgram>(encrypt.Program.ToString()),
                [.. encrypt.Recipients],
                encrypt.Identity
            )
            : null;

    public static IReadOnlyList<(IBackupDestination To, BackupCopy Section)> CopiesOf(
        Configuration.Backup section
    ) => [.. section.Copies.Select(copy => (DestinationOf(copy), copy))];

    private static IBackupDestination DestinationOf(BackupCopy copy) =>
        copy switch
        {
            { Directory: { } directory } => new DirectoryDestination(copy.Name, directory),
            { Ssh: { } ssh } => new SshDestination(
                copy.Name,
                ssh[..ssh.IndexOf(':', StringComparison.Ordinal)],
                ssh[(ssh.IndexOf(':', StringComparison.Ordinal) + 1)..]
            ),
            _ => new RcloneDestination(copy.Name, copy.Rclone!),
        };

    /// <summary>The binder has checked the form: <c>zstd:3</c>, <c>gzip</c>, <c>none</c>, or a level of gzip.</summary>
    private static DumpCompression Parse(string text)
    {
        var parts = text.Split(':');
        if (char.IsAsciiDigit(text[0]))
        {
            parts = ["gzip", text];
        }

        if (text is "none")
        {
            return DumpCompression.None;
        }

        var usual = DumpCompression.Of(Enum.Parse<CompressionMethod>(parts[0], ignoreCase: true));
        var level = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : usual.Level;
        return level == 0 ? DumpCompression.None : usual with { Level = level };
    }

    /// <summary>zstd takes a third of the time of gzip for less bytes; whether it is there is looked for.</summary>
    private static DumpCompression Best(Configuration.BackupFormat format, int pgDumpMajor)
    {
        var isNative = pgDumpMajor >= DumpLayout.FirstWithAll && format != Configuration.BackupFormat.Plain;
        var canStream =
            format != Configuration.BackupFormat.Directory
            && ProgramFile.Find(new Command("zstd")) is not null;
        return DumpCompression.Of(isNative || canStream ? CompressionMethod.Zstd : CompressionMethod.Gzip);
    }
}
