using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Postgres;

namespace Cake.Frosting.Release.Tests.Postgres;

public sealed class RebuildTests
{
    [Test]
    public async Task An_empty_database_with_the_old_ones_settings_takes_its_place_and_the_way_back_has_every_row()
    {
        await using var world = await PreparedAsync();
        await world.SqlAsync($"ALTER DATABASE {world.Target.Name} SET work_mem TO '7MB'");
        var rebuild = RebuildSteps.Rebuild(world.Target, world.Release);

        await world.RunAsync([RebuildSteps.Fence(world.Target, world.Release)]);
        world.Events.Instructions.Clear();
        await rebuild.Act(world.Context, default);

        Planned.ShouldMatch(rebuild.Instructions, world.Events.Instructions);
        (await TablesAsync(world)).ShouldBe(0);
        (await world.AskAsync<string>("SHOW work_mem")).ShouldBe("7MB");
        (await world.ExistsAsync(world.RestorePoint)).ShouldBeTrue();
        await rebuild.Act(world.Context, default);
        await world.SqlAsync("CREATE TABLE filled ()");
        await rebuild.Undo!.Act(world.Context, default);
        await rebuild.Undo!.Act(world.Context, default);

        (await world.AskAsync<string>("SELECT v FROM t")).ShouldBe("old");
        (await world.ExistsAsync(world.RestorePoint)).ShouldBeFalse();
        (await world.AskAsync<bool>("SELECT to_regclass('filled') IS NULL")).ShouldBeTrue();
    }

    [Test]
    public async Task Killed_before_the_renames_it_is_done_again_and_taken_back_it_is_as_it_was()
    {
        await using var world = await PreparedAsync();
        var fresh = DatabaseNames.Fresh(world.Target.Name, world.Release.DatabaseSuffix);
        var rebuild = RebuildSteps.Rebuild(world.Target, world.Release);
        await world.SqlAsync($"CREATE DATABASE {fresh}", "postgres");
        world.Facts.Record("migrate/rebuild:" + world.Target.Label, "began", "an empty database");

        await rebuild.Undo!.Act(world.Context, default);
        (await world.AskAsync<string>("SELECT v FROM t")).ShouldBe("old");
        (await world.ExistsAsync(fresh)).ShouldBeFalse();
        await world.SqlAsync($"CREATE DATABASE {fresh}", "postgres");
        await world.RunAsync([RebuildSteps.Fence(world.Target, world.Release), rebuild]);

        (await TablesAsync(world)).ShouldBe(0);
    }

    [Test]
    public async Task A_row_that_was_written_between_the_export_and_the_fence_refuses_it_O3()
    {
        await using var world = await PreparedAsync();
        await world.RunAsync([RebuildSteps.Quiet(world.Target)]);
        await world.SqlAsync("UPDATE t SET v = 'new'");

        await world.RunAsync([RebuildSteps.Fence(world.Target, world.Release)]);
        var refusal = await Should.ThrowAsync<ReleaseRefusedException>(() =>
            RebuildSteps.Rebuild(world.Target, world.Release).Act(world.Context, default)
        );

        refusal.Problem.ShouldContain("while it was exported: public.t");
        (await world.ExistsAsync(world.RestorePoint)).ShouldBeFalse();
    }

    [Test]
    public async Task A_way_back_from_a_live_release_wants_to_be_allowed()
    {
        await using var world = await PreparedAsync();
        var rebuild = RebuildSteps.Rebuild(world.Target, world.Release);
        await world.RunAsync([RebuildSteps.Fence(world.Target, world.Release), rebuild]);

        await Should.ThrowAsync<ReleaseRefusedException>(() =>
            rebuild.Undo!.Check!(world.NewContext(wentLive: true), default)
        );
        await rebuild.Undo!.Act(world.NewContext(wentLive: true, acceptDataLoss: true), default);

        (await world.AskAsync<string>("SELECT v FROM t")).ShouldBe("old");
    }

    private static Task<World> PreparedAsync() =>
        World.CreateAsync(sql: "CREATE TABLE t AS SELECT 'old' AS v");

    private static Task<long> TablesAsync(World world) =>
        world.AskAsync<long>("SELECT count(*) FROM pg_stat_user_tables");
}
