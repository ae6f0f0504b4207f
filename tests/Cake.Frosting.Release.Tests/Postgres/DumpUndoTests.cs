using Cake.Frosting.Release.Postgres;

namespace Cake.Frosting.Release.Tests.Postgres;

public sealed class DumpUndoTests
{
    [Test]
    public async Task The_way_back_removes_a_dump_that_was_not_finished_and_one_that_was_not_proven()
    {
        await using var world = await World.CreateAsync(sql: "CREATE TABLE t (a int)");
        var dump = world.BackupSteps()[0];
        await dump.Act(world.Context, default);
        Directory.CreateDirectory(world.Dump + "Z.partial");

        await dump.Undo!.Act(world.Context, default);
        await dump.Undo.Act(world.Context, default);

        Directory.EnumerateFileSystemEntries(world.Backups).ShouldBeEmpty();
    }

    [Test]
    public async Task A_proven_backup_stays()
    {
        await using var world = await World.CreateAsync(sql: "CREATE TABLE t (a int)");
        await world.BackUpAsync(world.Options);

        await world.BackupSteps()[0].Undo!.Act(world.Context, default);

        (await BackupManifest.VerifyAsync(world.Dump)).Verified.ShouldBe(BackupVerification.Restore);
    }
}
