using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Postgres;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.Postgres;

/// <summary>A restore loses nothing behind anybody's back, and the database that it replaces is kept.</summary>
public sealed class RestoreTests
{
    private const string Shop =
        "CREATE TABLE orders (id int PRIMARY KEY); INSERT INTO orders SELECT generate_series(1, 1000); CREATE TABLE logs (a int)";

    [Test]
    public async Task Rows_that_would_be_lost_are_counted_and_the_restore_refused()
    {
        await using var world = await BackedUpAsync();
        await world.SqlAsync(
            "INSERT INTO orders SELECT generate_series(2001, 3234); INSERT INTO logs VALUES (1)"
        );

        var error = await Should.ThrowAsync<ReleaseRefusedException>(() => world.RunAsync(Steps(world)));

        error.Problem.ShouldContain("would lose 1,235 rows that came after the backup");
        error.Problem.ShouldContain("public.logs 1 rows more, public.orders 1234 rows more");
        error.WayOut.ShouldContain("--accept-data-loss");
        (await world.AskAsync<long>("SELECT count(*) FROM orders")).ShouldBe(2234);
    }

    [Test]
    public async Task Rows_that_came_while_it_was_restored_are_found_under_the_fence_and_everybody_is_let_in_again()
    {
        await using var world = await BackedUpAsync();
        var steps = Steps(world);
        await world.RunAsync(steps.SkipLast(1));
        await world.SqlAsync("INSERT INTO orders VALUES (9999)");

        var error = await Should.ThrowAsync<ReleaseRefusedException>(() => world.RunAsync(steps.TakeLast(1)));

        error.Problem.ShouldContain("would lose 1 rows");
        (await world.AskAsync<long>("SELECT count(*) FROM orders")).ShouldBe(1001);
        (await world.ExistsAsync(world.Failed)).ShouldBeFalse();
    }

    [Test]
    public async Task Accepted_it_comes_back_and_what_it_held_is_kept_aside()
    {
        await using var world = await BackedUpAsync();
        await world.SqlAsync("DELETE FROM orders WHERE id > 10; INSERT INTO logs VALUES (1)");

        await world.RunAsync(Steps(world, accept: true));

        (await world.AskAsync<long>("SELECT count(*) FROM orders")).ShouldBe(1000);
        (await world.AskAsync<long>("SELECT count(*) FROM logs")).ShouldBe(0);
        (await world.ExistsAsync(world.Failed)).ShouldBeTrue();
    }

    [Test]
    public async Task Killed_after_the_fence_closed_it_is_finished_by_the_next_run()
    {
        await using var world = await BackedUpAsync();
        var steps = Steps(world);
        await world.RunAsync(steps.SkipLast(1));
        await new Fence(world.Target).CloseAsync(world.Context, default);

        await world.RunAsync(steps.TakeLast(1));
        await world.RunAsync(steps.TakeLast(1));

        (await world.AskAsync<long>("SELECT count(*) FROM orders")).ShouldBe(1000);
    }

    [Test]
    public async Task Rows_that_the_backup_leaves_out_would_be_lost_too()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        await world.SqlAsync("INSERT INTO logs VALUES (1), (2)");
        await world.BackUpAsync(world.Options with { ExcludeTableData = ["logs"] });

        var error = await Should.ThrowAsync<ReleaseRefusedException>(() => world.RunAsync(Steps(world)));

        error.Problem.ShouldContain("public.logs 2 rows more");
    }

    [Test]
    public async Task A_database_that_was_dropped_by_accident_comes_back_with_what_belongs_to_it()
    {
        await using var world = await BackedUpAsync();
        await DropAsync(world);
        var steps = Steps(world);

        await world.RunAsync(steps);
        // Killed behind the rename, and before the journal heard of it.
        await world.RunAsync(steps.TakeLast(1));

        (await world.AskAsync<long>("SELECT count(*) FROM orders")).ShouldBe(1000);
        (await world.AskAsync<string>("SHOW work_mem")).ShouldBe("7MB");
        (
            await world.AskAsync<string>(
                $"SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = '{world.Target.Name}'"
            )
        ).ShouldBe("of great value");
        world.Facts.Find($"restore/swap:{world.Target.Label}", "aside").ShouldBeNull();
        world.Events.Lines.ShouldContain($"{world.Target.Name} is gone: there is nothing left to lose");
    }

    [Test]
    public async Task A_backup_of_before_that_says_nothing_of_the_owner_is_restored_with_the_servers_defaults()
    {
        await using var world = await BackedUpAsync();
        await DropAsync(world);
        var backup = BackupList.Read(world.Backups)[0];
        File.Delete(Path.Combine(backup.Directory, "database.json"));
        var manifest = backup.Manifest with
        {
            Files = [.. backup.Manifest.Files.Where(file => file.Name != "database.json")],
        };
        manifest.Write(backup.Directory);

        await world.RunAsync(Steps(world));

        (await world.AskAsync<long>("SELECT count(*) FROM orders")).ShouldBe(1000);
        (await world.AskAsync<string>("SHOW work_mem")).ShouldNotBe("7MB");
    }

    private static async Task DropAsync(World world)
    {
        await using var maintenance = await Session.MaintainAsync(world.Target.Server, default);
        await maintenance.ExecuteAsync(BackupPlan.Drop(world.Target.Name), default);
    }

    private static async Task<World> BackedUpAsync()
    {
        var world = await World.CreateAsync(sql: Shop);
        await world.SqlAsync(
            $"ALTER DATABASE {world.Target.Name} SET work_mem = '7MB'; COMMENT ON DATABASE {world.Target.Name} IS 'of great value'"
        );
        await world.BackUpAsync();
        return world;
    }

    private static IReadOnlyList<Step> Steps(World world, bool accept = false) =>
        RestoreSteps.For(
            world.Target,
            PostgresSetUp.Tools,
            BackupList.Read(world.Backups)[0],
            new RestoreOptions { AcceptDataLoss = accept },
            world.Release
        );
}
