using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Postgres;

namespace Cake.Frosting.Release.Tests.Postgres;

/// <summary>A disk that runs full while it is written to leaves no backup, and takes none away.</summary>
public sealed class FullDiskTests
{
    private string disk = "";

    [SetUp]
    public async Task MountAsync()
    {
        _ = PostgresSetUp.Server;
        disk = Directory.CreateDirectory(Path.Combine(PostgresSetUp.Root, "full disk")).FullName;
        try
        {
            await RunAsync(new Command("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk));
        }
        catch (CommandFailedException)
        {
            disk = "";
            Assert.Ignore("A small disk takes the right to mount one: run the tests as root.");
        }
    }

    [TearDown]
    public async Task UnmountAsync()
    {
        if (disk.Length > 0)
        {
            await RunAsync(new Command("umount", disk));
        }
    }

    [TestCase(BackupFormat.Custom, CompressionMethod.Zstd)]
    [TestCase(BackupFormat.Plain, CompressionMethod.None)]
    [TestCase(BackupFormat.Directory, CompressionMethod.None)]
    public async Task A_disk_that_runs_full(BackupFormat format, CompressionMethod compression)
    {
        await using var world = await World.CreateAsync(sql: "CREATE TABLE t (a text)");
        var options = world.Options with
        {
            Directory = disk,
            Format = format,
            Compression = DumpCompression.Of(compression),
            Keep = 1,
        };
        await world.BackUpAsync(options);
        var good = world.Dump;
        // Random text, which no compression makes small: 10 MB.
        await world.SqlAsync(
            "INSERT INTO t SELECT (SELECT string_agg(md5(random()::text || i || j), '') FROM generate_series(1, 32) j) FROM generate_series(1, 10000) i"
        );

        var error = await Should.ThrowAsync<ReleaseException>(() =>
            world.BackupSteps(options)[0].Act(world.Context, default)
        );

        error.Message.ShouldContain("No space left on device");
        BackupList.Read(disk).Select(backup => backup.Directory).ShouldBe([good]);
        Directory.GetDirectories(disk, "*.partial").ShouldBeEmpty();
        await BackupManifest.VerifyAsync(good);
    }

    private static Task<CommandResult> RunAsync(Command command) =>
        PostgresSetUp.Runner.RunAsync(new ThisMachine(), command, null, default);
}
