using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Postgres;

namespace Cake.Frosting.Release.Tests.Postgres;

public sealed class SwapTests
{
    [Test]
    public async Task The_restore_point_takes_the_place_of_the_live_database_which_is_kept()
    {
        await using var world = await PreparedAsync();
        await using var client = await Session.OpenAsync(world.Target.Server, world.Target.Name, default);
        var swap = new DatabaseSwap(world.Target, world.Scratch, world.Failed);

        await swap.RunAsync(world.Context, default);

        Planned.ShouldMatch(swap.Instructions, world.Events.Instructions);
        (await world.AskAsync<string>("SELECT v FROM t")).ShouldBe("good");
        (await world.ExistsAsync(world.Scratch)).ShouldBeFalse();
        var kept = await new KeptDatabases(world.Target).ListAsync();
        kept.Select(database => database.Name).ShouldBe([world.Failed]);
        kept[0].Bytes!.Value.ShouldBeGreaterThan(1_000_000);
        kept[0].ReleaseTime!.Value.Hour.ShouldBe(10);
        await swap.RunAsync(world.Context, default);
        (await world.AskAsync<string>("SELECT v FROM t")).ShouldBe(
            "good",
            "a second run sees that it is done"
        );
        await new KeptDatabases(world.Target).DropAsync(world.Failed);
        (await new KeptDatabases(world.Target).ListAsync()).ShouldBeEmpty();
    }

    [Test]
    public async Task A_swap_killed_before_its_commit_has_changed_no_name()
    {
        await using var world = await PreparedAsync();
        await using (var killed = await Session.MaintainAsync(world.Target.Server, default))
        {
            await killed.ExecuteAsync("BEGIN", default);
            await killed.ExecuteAsync(
                $"ALTER DATABASE {world.Target.Name} RENAME TO {world.Failed}",
                default
            );
        }

        (await world.AskAsync<string>("SELECT v FROM t")).ShouldBe("bad");
        await new DatabaseSwap(world.Target, world.Scratch, world.Failed).RunAsync(world.Context, default);
        (await world.AskAsync<string>("SELECT v FROM t")).ShouldBe("good");
    }

    [Test]
    public async Task Half_a_swap_made_by_hand_is_finished()
    {
        await using var world = await PreparedAsync();
        await world.SqlAsync($"ALTER DATABASE {world.Target.Name} RENAME TO {world.Failed}", "postgres");

        await new DatabaseSwap(world.Target, world.Scratch, world.Failed).RunAsync(world.Context, default);

        (await world.AskAsync<string>("SELECT v FROM t")).ShouldBe("good");
    }

    [Test]
    public async Task Without_its_restore_point_the_live_database_is_not_touched()
    {
        await using var world = await World.CreateAsync(sql: "CREATE TABLE t AS SELECT 'bad' AS v");

        var error = await Should.ThrowAsync<ReleaseRefusedException>(() =>
            new DatabaseSwap(world.Target, world.Scratch, world.Failed).RunAsync(world.Context, default)
        );

        error.Message.ShouldContain($"{world.Scratch} does not exist");
        (await world.AskAsync<string>("SELECT v FROM t")).ShouldBe("bad");
    }

    [Test]
    public async Task A_backup_is_restored_beside_and_swapped_in()
    {
        await using var world = await World.CreateAsync(sql: "CREATE TABLE t AS SELECT 'good' AS v");
        await world.BackUpAsync();
        await world.SqlAsync("UPDATE t SET v = 'bad'");
        var backup = BackupList.Read(world.Backups)[0];
        world.Events.Instructions.Clear();

        var steps = RestoreSteps.For(
            world.Target,
            PostgresSetUp.Tools,
            backup,
            new RestoreOptions { AcceptDataLoss = true },
            world.Release
        );
        await world.RunAsync(steps);

        (await world.AskAsync<string>("SELECT v FROM t")).ShouldBe("good");
        (
            await world.AskAsync<bool>(
                "SELECT datallowconn FROM pg_database WHERE datname = current_database()"
            )
        ).ShouldBeTrue();
        Planned.ShouldMatch(steps.SelectMany(step => step.Instructions), world.Events.Instructions);
    }

    [Test]
    public async Task A_backup_of_another_database_or_cluster_is_refused()
    {
        await using var world = await World.CreateAsync(sql: "CREATE TABLE t AS SELECT 'x' AS v");
        await world.BackUpAsync();
        var backup = BackupList.Read(world.Backups)[0];
        var elsewhere = RestoreSteps.For(
            world.Target with
            {
                Name = "other",
            },
            PostgresSetUp.Tools,
            backup,
            new RestoreOptions(),
            world.Release
        );

        var error = await Should.ThrowAsync<ReleaseRefusedException>(() =>
            elsewhere[0].Act(world.Context, default)
        );
        error.Message.ShouldContain($"The backup is of the database {world.Target.Name}, not of other.");

        (backup.Manifest with { SystemIdentifier = "1" }).Write(world.Dump);
        var steps = RestoreSteps.For(
            world.Target,
            PostgresSetUp.Tools,
            backup,
            new RestoreOptions { AcceptDataLoss = true },
            world.Release
        );
        error = await Should.ThrowAsync<ReleaseRefusedException>(() => steps[0].Act(world.Context, default));
        error.Message.ShouldContain("The backup is of the cluster 1;");
    }

    [Test]
    public async Task A_database_that_no_release_made_is_never_dropped()
    {
        await using var world = await World.CreateAsync();

        await Should.ThrowAsync<ReleaseRefusedException>(() =>
            new KeptDatabases(world.Target).DropAsync("postgres")
        );
    }

    private static async Task<World> PreparedAsync()
    {
        var world = await World.CreateAsync(sql: "CREATE TABLE t AS SELECT 'good' AS v");
        await world.SqlAsync($"CREATE DATABASE {world.Scratch} TEMPLATE {world.Target.Name}", "postgres");
        await world.SqlAsync("UPDATE t SET v = 'bad'");
        return world;
    }
}
