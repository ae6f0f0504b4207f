using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Postgres;

namespace Cake.Frosting.Release.Tests.Postgres;

/// <summary>Dumps that go through programs: any of them that fails is caught, and so is any byte that is not right.</summary>
public sealed class StreamedBackupTests
{
    private const string Shop =
        "CREATE TABLE orders (id int PRIMARY KEY, note text); INSERT INTO orders SELECT i, md5(i::text) FROM generate_series(1, 20000) i";

    private static BackupOptions Zstd(World world) =>
        world.Options with
        {
            Format = BackupFormat.Custom,
            Compression = DumpCompression.Of(CompressionMethod.Zstd),
        };

    [Test]
    public async Task A_pg_dump_that_fails_behind_a_pipe_leaves_no_backup_and_evicts_none()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        foreach (var good in world.BackupSteps(Zstd(world) with { Keep = 1 }))
        {
            await good.Act(world.Context, default);
        }

        var before = world.Dump;
        var steps = world.BackupSteps(Zstd(world) with { Keep = 1 }, FailingHalfWay(world));

        var error = await Should.ThrowAsync<CommandFailedException>(() =>
            steps[0].Act(world.Context, default)
        );

        error.CommandExitCode.ShouldBe(9);
        error.Problem.ShouldContain("connection to server was lost");
        error.Problem.ShouldContain("| zstd");
        Directory.GetDirectories(world.Backups).ShouldBe([before]);
        (await BackupManifest.VerifyAsync(before)).Verified.ShouldBe(BackupVerification.Restore);
    }

    [TestCase(BackupFormat.Custom)]
    [TestCase(BackupFormat.Plain)]
    public async Task A_file_cut_in_the_middle(BackupFormat format) =>
        (await CaughtAsync(format, bytes => bytes[..(bytes.Length / 2)])).ShouldContain(
            "cannot be restored, so it is no backup"
        );

    [TestCase(BackupFormat.Custom)]
    [TestCase(BackupFormat.Plain)]
    public async Task One_bit_flipped(BackupFormat format) =>
        (
            await CaughtAsync(
                format,
                bytes =>
                {
                    bytes[bytes.Length / 2] ^= 4;
                    return bytes;
                }
            )
        ).ShouldContain("cannot be restored, so it is no backup");

    [Test]
    public async Task The_table_of_contents_alone_is_no_proof_and_the_manifest_says_so()
    {
        await using var world = await World.CreateAsync(sql: Shop);

        var manifest = await world.BackUpAsync(Zstd(world) with { Verify = BackupVerification.List });

        manifest.Verified.ShouldBe(BackupVerification.List);
        manifest.Proof[0].ShouldContain("whether it can be restored, and its rows are right, is not known");
    }

    [Test]
    public async Task A_file_that_cannot_be_read_to_its_end_does_not_pass_verify_list()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        var options = Zstd(world) with { Verify = BackupVerification.List };
        var steps = world.BackupSteps(options);
        await steps[0].Act(world.Context, default);
        var bytes = await File.ReadAllBytesAsync(world.DumpFile(options));
        await File.WriteAllBytesAsync(world.DumpFile(options), bytes[..^100]);

        await Should.ThrowAsync<CommandFailedException>(() => steps[^1].Act(world.Context, default));

        BackupList.Read(world.Backups).ShouldBeEmpty();
    }

    [Test]
    public async Task Roles_are_in_it_without_their_passwords_and_nobody_else_can_read_it()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        await world.SqlAsync(
            "DO $$ BEGIN CREATE ROLE shop_globals LOGIN PASSWORD 'not-for-backups'; EXCEPTION WHEN duplicate_object THEN NULL; END $$"
        );

        var manifest = await world.BackUpAsync(Zstd(world));

        var globals = await File.ReadAllTextAsync(Path.Combine(world.Dump, "globals.sql"));
        globals.ShouldContain("CREATE ROLE shop_globals");
        globals.ShouldNotContain("SCRAM-SHA-256");
        manifest.Proof.ShouldContain(
            "Roles without their passwords, and tablespaces, are in globals.sql, which was read to its end and not executed."
        );
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Path.Combine(world.Dump, "globals.sql"))
                .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(world.Dump)
                .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Test]
    public async Task Roles_with_their_passwords_only_when_asked()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        await world.SqlAsync(
            "DO $$ BEGIN CREATE ROLE shop_globals2 LOGIN PASSWORD 'hashed'; EXCEPTION WHEN duplicate_object THEN NULL; END $$"
        );

        await world.BackUpAsync(Zstd(world) with { Globals = GlobalsBackup.WithPasswords });

        (await File.ReadAllTextAsync(Path.Combine(world.Dump, "globals.sql"))).ShouldContain(
            "SCRAM-SHA-256$"
        );
    }

    [Test]
    public void A_directory_that_pg_dump_cannot_compress_so_is_refused_with_the_ways_out()
    {
        var options = new BackupOptions
        {
            Directory = "/backups",
            Compression = DumpCompression.Of(CompressionMethod.Zstd),
        };

        var refusal = DumpLayout.Refusal(options, new PostgresTools(null, new Version(15, 4)));

        refusal!.Problem.ShouldBe("pg_dump 15.4 compresses a directory by gzip only, not by zstd.");
        refusal.WayOut.ShouldContain("format: custom");
        DumpLayout.Refusal(options, new PostgresTools(null, new Version(16, 0))).ShouldBeNull();
    }

    [Test]
    public async Task What_was_issued_is_what_was_planned()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        var steps = world.BackupSteps(Zstd(world));

        await world.RunAsync(steps);

        Planned.ShouldMatch(steps.SelectMany(step => step.Instructions), world.Events.Instructions);
        world.Events.Instructions.ShouldContain(instruction =>
            instruction.Text.StartsWith("set -o pipefail; ", StringComparison.Ordinal)
            && instruction.Text.Contains(
                "--compress=0 | zstd --quiet --threads=0 -3 > ",
                StringComparison.Ordinal
            )
        );
    }

    private static async Task<string> CaughtAsync(BackupFormat format, Func<byte[], byte[]> change)
    {
        await using var world = await World.CreateAsync(sql: Shop);
        var options = Zstd(world) with { Format = format };
        var steps = world.BackupSteps(options);
        await steps[0].Act(world.Context, default);
        var file = world.DumpFile(options);
        await File.WriteAllBytesAsync(file, change(await File.ReadAllBytesAsync(file)));

        var error = await Should.ThrowAsync<ReleaseException>(async () =>
        {
            await steps[1].Act(world.Context, default);
            await steps[2].Act(world.Context, default);
        });

        BackupList.Read(world.Backups).ShouldBeEmpty();
        return error.Message;
    }

    /// <summary>pg_dump whose server goes away in the middle of the rows.</summary>
    private static PostgresTools FailingHalfWay(World world)
    {
        var directory = Path.Combine(world.Backups, "..", $"tools {world.Release.Version}");
        Directory.CreateDirectory(directory);
        foreach (var program in new[] { "pg_dump", "pg_dumpall", "pg_restore", "psql" })
        {
            var real = PostgresSetUp.Tools.Program(program);
            var script =
                program == "pg_dump"
                    ? $"""
                        #!/bin/sh
                        case "$*" in *--schema-only*) exec '{real}' "$@" ;; esac
                        '{real}' "$@" | head -c 100000
                        echo 'pg_dump: error: connection to server was lost' >&2
                        exit 9

                        """
                    : $"#!/bin/sh\nexec '{real}' \"$@\"\n";
            var file = Path.Combine(directory, program);
            File.WriteAllText(file, script);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(
                    file,
                    UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
                );
            }
        }

        return PostgresSetUp.Tools with
        {
            Directory = directory,
        };
    }
}
