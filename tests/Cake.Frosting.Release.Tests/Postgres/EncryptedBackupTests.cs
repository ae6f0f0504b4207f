using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Postgres;

namespace Cake.Frosting.Release.Tests.Postgres;

/// <summary>Encrypted backups with real keys: what is proven of them, and that nothing plain is left.</summary>
public sealed class EncryptedBackupTests
{
    private const string Shop =
        "CREATE TABLE orders (id int PRIMARY KEY, note text); INSERT INTO orders SELECT i, 'very private ' || i FROM generate_series(1, 2000) i";

    private static string Keys => Path.Combine(PostgresSetUp.Root, "keys");

    [TestCase(EncryptionProgram.Age, BackupFormat.Custom, true)]
    [TestCase(EncryptionProgram.Age, BackupFormat.Plain, true)]
    [TestCase(EncryptionProgram.Age, BackupFormat.Custom, false)]
    [TestCase(EncryptionProgram.Age, BackupFormat.Plain, false)]
    [TestCase(EncryptionProgram.Gpg, BackupFormat.Custom, true)]
    public async Task It_is_proven_encrypted_and_restored(
        EncryptionProgram program,
        BackupFormat format,
        bool hasIdentity
    )
    {
        await using var world = await World.CreateAsync(sql: Shop);
        var key = await KeyAsync(program, "first");
        var options = world.Options with
        {
            Format = format,
            Compression = DumpCompression.Of(CompressionMethod.Zstd),
            Encryption = new BackupEncryption(program, [key.Public], hasIdentity ? key.Private : null),
        };
        var steps = world.BackupSteps(options);

        await world.RunAsync(steps);

        var manifest = await BackupManifest.VerifyAsync(world.Dump);
        var end = program == EncryptionProgram.Age ? ".age" : ".gpg";
        manifest
            .Files.Select(file => file.Name)
            .ShouldBe(
                [
                    $"dump.{(format == BackupFormat.Plain ? "sql" : "pgdump")}.zst{end}",
                    $"database.json{end}",
                    $"globals.sql{end}",
                    $"schema.sql{end}",
                    "snapshot.json",
                ],
                ignoreOrder: true
            );
        manifest.Proof.ShouldContain(
            hasIdentity
                ? "It was decrypted with the configured identity to be proven."
                : "It was proven before it was encrypted; that it can be decrypted is not proven, as no identity is configured here."
        );
        Planned.ShouldMatch(steps.SelectMany(step => step.Instructions), world.Events.Instructions);
        await RestoreAsync(world, manifest, key.Private);
        (await world.AskAsync<long>("SELECT count(*) FROM orders")).ShouldBe(2000);
    }

    [Test]
    public async Task A_recipient_that_is_none_leaves_no_backup()
    {
        Programs.Require("age", "age");
        await using var world = await World.CreateAsync(sql: Shop);
        var steps = world.BackupSteps(
            world.Options with
            {
                Format = BackupFormat.Custom,
                Encryption = new BackupEncryption(EncryptionProgram.Age, ["age1nobody"], "/nowhere"),
            }
        );

        var error = await Should.ThrowAsync<CommandFailedException>(() =>
            steps[0].Act(world.Context, default)
        );

        error.Problem.ShouldContain("age1nobody");
        Directory.GetDirectories(world.Backups).ShouldBeEmpty();
    }

    [Test]
    public async Task An_identity_that_does_not_fit_is_found_by_the_proof()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        var key = await KeyAsync(EncryptionProgram.Age, "first");
        var other = await KeyAsync(EncryptionProgram.Age, "second");
        var steps = world.BackupSteps(
            world.Options with
            {
                Format = BackupFormat.Custom,
                Encryption = new BackupEncryption(EncryptionProgram.Age, [key.Public], other.Private),
            }
        );
        await steps[0].Act(world.Context, default);

        var error = await Should.ThrowAsync<CommandFailedException>(() =>
            steps[1].Act(world.Context, default)
        );

        error.Problem.ShouldContain("no identity matched any of the recipients");
        error.Problem.ShouldContain("cannot be restored, so it is no backup");
    }

    [Test]
    public async Task A_bit_flipped_in_an_encrypted_file_is_found_by_the_proof()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        var key = await KeyAsync(EncryptionProgram.Age, "first");
        var options = world.Options with
        {
            Format = BackupFormat.Plain,
            Compression = DumpCompression.None,
            Encryption = new BackupEncryption(EncryptionProgram.Age, [key.Public], key.Private),
        };
        var steps = world.BackupSteps(options);
        await steps[0].Act(world.Context, default);
        var bytes = await File.ReadAllBytesAsync(world.DumpFile(options));
        bytes[^200] ^= 1;
        await File.WriteAllBytesAsync(world.DumpFile(options), bytes);

        await Should.ThrowAsync<CommandFailedException>(() => steps[1].Act(world.Context, default));
    }

    [Test]
    public async Task Killed_while_it_is_sealed_it_is_taken_up_again()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        var key = await KeyAsync(EncryptionProgram.Age, "first");
        var options = world.Options with
        {
            Format = BackupFormat.Custom,
            Encryption = new BackupEncryption(EncryptionProgram.Age, [key.Public], null),
        };
        var steps = world.BackupSteps(options);
        await world.RunAsync(steps);
        // As if it had been killed after the first plain file went and before the manifest was written.
        File.Delete(Path.Combine(world.Dump, BackupManifest.FileName));
        await File.WriteAllTextAsync(Path.Combine(world.Dump, "globals.sql"), "-- half");

        await steps[2].Act(world.Context, default);

        (await BackupManifest.VerifyAsync(world.Dump)).EncryptedBy.ShouldBe(EncryptionProgram.Age);
        File.Exists(Path.Combine(world.Dump, "globals.sql")).ShouldBeFalse();
    }

    [Test]
    public async Task Without_the_key_a_restore_is_refused_before_anything_is_touched()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        var key = await KeyAsync(EncryptionProgram.Age, "first");
        var manifest = await world.BackUpAsync(
            world.Options with
            {
                Format = BackupFormat.Custom,
                Encryption = new BackupEncryption(EncryptionProgram.Age, [key.Public], null),
            }
        );

        var error = await Should.ThrowAsync<ReleaseRefusedException>(() =>
            RestoreAsync(world, manifest, null)
        );

        error.WayOut.ShouldContain("backup/encrypt/identity");
    }

    private static Task RestoreAsync(World world, BackupManifest manifest, string? identity) =>
        world.RunAsync(
            RestoreSteps.For(
                world.Target,
                PostgresSetUp.Tools,
                new Backup(world.Dump, manifest),
                new RestoreOptions { Identity = identity },
                world.Release
            )
        );

    private static async Task<(string Public, string Private)> KeyAsync(
        EncryptionProgram program,
        string name
    )
    {
        Directory.CreateDirectory(Keys);
        if (program == EncryptionProgram.Gpg)
        {
            Programs.Require("gpg", "gnupg");
            var home = Path.Combine(Keys, $"gnupg-{name}");
            DumpFiles.CreatePrivate(home);
            await Programs.RunAsync(
                "gpg",
                $"--homedir={home}",
                "--batch",
                "--pinentry-mode=loopback",
                "--passphrase=",
                "--quick-generate-key",
                "backup@example.org",
                "default",
                "default",
                "never"
            );
            return ("backup@example.org", home);
        }

        Programs.Require("age-keygen", "age");
        var file = Path.Combine(Keys, $"{name}.txt");
        if (!File.Exists(file))
        {
            await Programs.RunAsync("age-keygen", "-o", file);
        }

        return ((await Programs.RunAsync("age-keygen", "-y", file)).Value, file);
    }
}
