using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Postgres;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.Postgres;

/// <summary>Backup, fence, migration and the ways back together, as a release runs them.</summary>
public sealed class MigrationStepTests
{
    [Test]
    public async Task A_failing_migration_goes_back_with_every_row_that_was_written_before_the_stop()
    {
        await using var world = await ReadyAsync();
        await world.SqlAsync("INSERT INTO t VALUES (2)");
        var options = Migration(world, "ALTER TABLE t RENAME a TO b; DELETE FROM t; SELECT nope");
        Migration(world, "CREATE TABLE first (a int)", "1_first.sql");
        var steps = Steps(world, options);

        await Should.ThrowAsync<CommandFailedException>(() => world.RunAsync(steps));
        (
            await world.AskAsync<bool>(
                "SELECT datallowconn FROM pg_database WHERE datname = '" + world.Target.Name + "'",
                "postgres"
            )
        ).ShouldBeFalse("the fence stands while it is migrated");
        await UndoAsync(world, steps, world.NewContext());

        (await world.AskAsync<long>("SELECT count(*) FROM t")).ShouldBe(2);
        (await world.AskAsync<bool>("SELECT to_regclass('first') IS NULL")).ShouldBeTrue();
        (await world.ExistsAsync(world.Failed)).ShouldBeTrue();
        // And again, as a run that was killed at its end would.
        await UndoAsync(world, steps, world.NewContext());
        (await world.AskAsync<long>("SELECT count(*) FROM t")).ShouldBe(2);
    }

    [Test]
    public async Task Nothing_written_goes_back_to_the_proven_scratch_database()
    {
        await using var world = await ReadyAsync();
        var steps = Steps(world, Migration(world, "ALTER TABLE t RENAME a TO b"));

        await world.RunAsync(steps);
        (
            await world.AskAsync<bool>(
                "SELECT datallowconn FROM pg_database WHERE datname = current_database()"
            )
        ).ShouldBeTrue("opened for the start");
        Planned.ShouldMatch(
            steps.Where(step => step.Stage == Stage.Migrate).SelectMany(step => step.Instructions),
            world.Events.Instructions.Where(instruction =>
                instruction.Text.StartsWith("\\i", StringComparison.Ordinal)
            )
        );
        await UndoAsync(world, steps, world.NewContext());

        (await world.AskAsync<int>("SELECT a FROM t")).ShouldBe(1);
        (await world.ExistsAsync(world.Scratch)).ShouldBeFalse("it is the live database now");
    }

    [Test]
    public async Task A_live_release_is_taken_back_by_undo_scripts_with_all_rows()
    {
        await using var world = await ReadyAsync();
        var options = Migration(world, "ALTER TABLE t RENAME a TO b");
        Migration(world, "ALTER TABLE t RENAME b TO a", "2_change.undo.sql");
        var steps = Steps(world, options);
        await world.RunAsync(steps);
        await world.SqlAsync("INSERT INTO t VALUES (7)");

        await UndoAsync(world, steps, world.NewContext(wentLive: true));

        (await world.AskAsync<long>("SELECT sum(a) FROM t")).ShouldBe(8);
        (await world.ExistsAsync(world.Failed)).ShouldBeFalse();
    }

    [Test]
    public async Task A_live_release_without_undo_scripts_loses_nothing_unless_told_to()
    {
        await using var world = await ReadyAsync();
        var steps = Steps(world, Migration(world, "ALTER TABLE t RENAME a TO b"));
        await world.RunAsync(steps);
        await world.SqlAsync("INSERT INTO t VALUES (7)");
        var migrate = steps.Single(step => step.Stage == Stage.Migrate);

        var error = await Should.ThrowAsync<ReleaseRefusedException>(() =>
            migrate.Undo!.Act(world.NewContext(wentLive: true), default)
        );
        error.Message.ShouldContain("public.t: +1 rows");
        (await world.AskAsync<long>("SELECT count(*) FROM t")).ShouldBe(2);

        await migrate.Undo!.Act(world.NewContext(wentLive: true, acceptDataLoss: true), default);
        (await world.AskAsync<int>("SELECT a FROM t")).ShouldBe(1);
    }

    [Test]
    public async Task A_migration_that_never_began_leaves_the_database_alone()
    {
        await using var world = await ReadyAsync();
        var steps = Steps(world, Migration(world, "ALTER TABLE t RENAME a TO b"));
        await world.RunAsync(steps.Where(step => step.Stage == Stage.Stop));

        await UndoAsync(world, steps, world.NewContext());

        (await world.AskAsync<int>("SELECT a FROM t")).ShouldBe(1);
        (await world.ExistsAsync(world.Failed)).ShouldBeFalse();
    }

    private static async Task<World> ReadyAsync()
    {
        var world = await World.CreateAsync(sql: "CREATE TABLE t AS SELECT 1 AS a");
        await world.BackUpAsync();
        world.Events.Instructions.Clear();
        return world;
    }

    private static MigrationOptions Migration(World world, string sql, string name = "2_change.sql") =>
        new() { Directory = world.WriteMigration(name, sql) };

    private static List<Step> Steps(World world, MigrationOptions options) =>
        [
            .. FenceSteps.For(world.Target, PostgresSetUp.Tools, world.Options, options, world.Release),
            MigrationSteps.For(world.Target, options, null, world.Release),
            FenceSteps.Open(world.Target, Stage.Start, world.Release),
        ];

    private static async Task UndoAsync(World world, IEnumerable<Step> steps, StepContext context)
    {
        foreach (var step in steps.Reverse())
        {
            if (step.Undo is { } undo)
            {
                await undo.Act(context, default);
            }
        }

        (
            await world.AskAsync<bool>(
                "SELECT datallowconn FROM pg_database WHERE datname = current_database()"
            )
        ).ShouldBeTrue();
    }
}
