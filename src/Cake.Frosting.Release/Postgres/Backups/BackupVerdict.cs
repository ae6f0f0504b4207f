namespace Cake.Frosting.Release.Postgres;

/// <summary>Says plainly what was proven of a backup, and what was not.</summary>
internal static class BackupVerdict
{
    public static IReadOnlyList<string> Of(BackupOptions options, Fingerprint content) =>
        [.. Dump(options, content), .. Excluded(content), .. Encryption(options), .. Globals(options)];

    private static IEnumerable<string> Dump(BackupOptions options, Fingerprint content) =>
        options.Verify switch
        {
            BackupVerification.Restore =>
            [
                $"It was restored, and the schema, {content.Tables.Count} tables with {content.Rows} rows, {content.Sequences.Count} sequences and {content.LargeObjects} large objects are what the database held.",
            ],
            BackupVerification.List =>
            [
                "It was read to its end; whether it can be restored, and its rows are right, is not known (verify: list).",
            ],
            _ => ["It was not looked at: whether it can be restored is not known (verify: none)."],
        };

    private static IEnumerable<string> Excluded(Fingerprint content)
    {
        var excluded = content.Tables.Where(table => table.Excluded).ToList();
        if (excluded.Count > 0)
        {
            yield return $"The rows of {string.Join(", ", excluded.Select(table => table.Label))} ({excluded.Sum(table => table.Rows)}) are left out: a restore has these tables empty.";
        }
    }

    private static IEnumerable<string> Encryption(BackupOptions options) =>
        options switch
        {
            { Encryption: null } => [],
            { Verify: BackupVerification.None } => [],
            { Encryption.Identity: not null } =>
            [
                "It was decrypted with the configured identity to be proven.",
            ],
            _ =>
            [
                "It was proven before it was encrypted; that it can be decrypted is not proven, as no identity is configured here.",
            ],
        };

    private static IEnumerable<string> Globals(BackupOptions options) =>
        options.Globals switch
        {
            GlobalsBackup.None => ["Roles and tablespaces are not in it."],
            GlobalsBackup.WithPasswords =>
            [
                "Roles with the hashes of their passwords, and tablespaces, are in globals.sql, which was read to its end and not executed.",
            ],
            _ =>
            [
                "Roles without their passwords, and tablespaces, are in globals.sql, which was read to its end and not executed.",
            ],
        };
}
