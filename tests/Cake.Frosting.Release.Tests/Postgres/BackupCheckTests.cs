using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Postgres;

namespace Cake.Frosting.Release.Tests.Postgres;

/// <summary>What is missing for a backup is said before anything begins.</summary>
public sealed class BackupCheckTests
{
    [Test]
    public async Task A_database_that_can_be_backed_up_passes()
    {
        await using var world = await World.CreateAsync(sql: "CREATE TABLE t (a int)");

        await BackupChecks
            .For(world.Target, PostgresSetUp.Tools, world.Options, mayClone: true)
            .Act(world.Context, default);
    }

    [Test]
    public async Task A_recipient_that_is_none_and_an_identity_that_is_not_there_are_both_named()
    {
        Programs.Require("age", "age");
        await using var world = await World.CreateAsync();
        var options = world.Options with
        {
            Format = BackupFormat.Custom,
            Encryption = new BackupEncryption(EncryptionProgram.Age, ["age1nobody"], "/nowhere/key.txt"),
        };

        var error = await Should.ThrowAsync<ReleaseRefusedException>(() =>
            BackupChecks
                .For(world.Target, PostgresSetUp.Tools, options, mayClone: true)
                .Act(world.Context, default)
        );

        error.Problem.ShouldContain("age1nobody");
        error.Problem.ShouldContain("the identity /nowhere/key.txt that decrypts it is not there.");
    }

    [Test]
    public void What_is_missing_is_said_in_bytes_and_one_disk_is_counted_once()
    {
        var check = Check(mayClone: true);

        check
            .Judge(
                5_000,
                20_000,
                new DiskRoom("/backups", 4_000, 1_000_000),
                new DiskRoom("/data", 15_000, 9_000)
            )
            .Problems.ShouldBe([
                "the dump of shop may need 5,000 bytes in /backups, and 4,000 are free: 1,000 bytes are missing.",
                "a scratch database and a clone of shop may need 20,000 bytes in /data, and 15,000 are free: 5,000 bytes are missing.",
            ]);
        check
            .Judge(
                5_000,
                20_000,
                new DiskRoom("/backups", 24_999, 90_000),
                new DiskRoom("/data", 24_999, 90_000)
            )
            .Problems.ShouldBe([
                "the dump, a scratch database and a clone of shop may need 25,000 bytes in /backups, and 24,999 are free: 1 bytes are missing.",
            ]);
    }

    [Test]
    public void A_server_whose_disk_cannot_be_seen_is_said_to_be_unseen()
    {
        var found = Check(mayClone: false).Judge(5, 10_000, new DiskRoom("/backups", 9_999, 99_999), null);

        found.Problems.ShouldBeEmpty();
        found.Unseen.ShouldBe(
            "How much room the server at db.example:5432 has cannot be seen from here: a scratch database of shop may need 10,000 bytes there."
        );
    }

    [Test]
    public async Task A_disk_that_fills_up_while_it_is_written_leaves_no_backup()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("Only root can mount a small file system.");
        }

        await using var world = await World.CreateAsync(
            sql: "CREATE TABLE t AS SELECT md5(i::text) || md5((i + 1)::text) AS v FROM generate_series(1, 60000) i"
        );
        Directory.CreateDirectory(world.Backups);
        try
        {
            await Programs.RunAsync("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", world.Backups);
        }
        catch (CommandFailedException exception)
        {
            Assert.Ignore(exception.Problem);
        }

        try
        {
            var error = await Should.ThrowAsync<ReleaseException>(() =>
                world
                    .BackupSteps(
                        world.Options with
                        {
                            Format = BackupFormat.Custom,
                            Compression = DumpCompression.Of(CompressionMethod.Zstd),
                        }
                    )[0]
                    .Act(world.Context, default)
            );

            error.Problem.ShouldContain("No space left on device");
            Directory.GetDirectories(world.Backups).ShouldBeEmpty();
        }
        finally
        {
            await Programs.RunAsync("umount", world.Backups);
        }
    }

    private static SpaceCheck Check(bool mayClone) =>
        new(
            new DatabaseTarget(new PostgresServer { Host = "db.example", User = "shop" }, "shop"),
            new BackupOptions { Directory = "/backups" },
            mayClone
        );
}
