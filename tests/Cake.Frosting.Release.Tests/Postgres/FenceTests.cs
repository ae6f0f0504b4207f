using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Postgres;
using Cake.Frosting.Release.Steps;
using Npgsql;

namespace Cake.Frosting.Release.Tests.Postgres;

public sealed class FenceTests
{
    private const string Shop =
        "CREATE TABLE orders (id bigserial PRIMARY KEY, note text); INSERT INTO orders (note) SELECT 'n' FROM generate_series(1, 1000)";

    [Test]
    public async Task A_stubborn_client_stays_out_and_gets_in_again()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        using var stop = new CancellationTokenSource();
        var written = 0;
        var client = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    await using var session = await Session.OpenAsync(
                        world.Target.Server,
                        world.Target.Name,
                        default
                    );
                    while (!stop.IsCancellationRequested)
                    {
                        await session.ExecuteAsync("INSERT INTO orders (note) VALUES ('stubborn')", default);
                        Interlocked.Increment(ref written);
                    }
                }
                catch (Exception exception) when (exception is ReleaseException or NpgsqlException)
                {
                    await Task.Delay(1);
                }
            }
        });
        await Task.Delay(200);
        var steps = FenceSteps.For(world.Target, PostgresSetUp.Tools, null, null, world.Release);

        await steps[0].Act(world.Context, default);
        var during = Volatile.Read(ref written);
        await Task.Delay(300);
        Volatile.Read(ref written).ShouldBe(during, "nothing is written behind the fence");
        during.ShouldBeGreaterThan(0);
        await steps[0].Act(world.Context, default);
        await steps[0].Undo!.Act(world.Context, default);
        await steps[0].Undo!.Act(world.Context, default);
        await Task.Delay(300);
        Volatile.Read(ref written).ShouldBeGreaterThan(during, "the fence is lifted");

        await stop.CancelAsync();
        await client;
    }

    [Test]
    public async Task A_prepared_transaction_is_refused_by_name()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        await world.SqlAsync(
            "BEGIN; INSERT INTO orders (note) VALUES ('p'); PREPARE TRANSACTION 'waiting one'"
        );
        var steps = FenceSteps.For(world.Target, PostgresSetUp.Tools, null, null, world.Release);

        var error = await Should.ThrowAsync<ReleaseRefusedException>(() =>
            steps[0].Act(world.Context, default)
        );

        error.Message.ShouldContain("1 prepared transactions wait to be committed: waiting one");
        await steps[0].Undo!.Act(world.Context, default);
        await world.SqlAsync("ROLLBACK PREPARED 'waiting one'");
    }

    [Test]
    public async Task Nothing_written_makes_the_scratch_database_the_restore_point()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        await world.BackUpAsync();
        // None of these is a write.
        await world.SqlAsync("VACUUM ANALYZE; CHECKPOINT; SELECT pg_stat_reset(); SELECT * FROM orders");

        await world.RunAsync(
            FenceSteps.For(world.Target, PostgresSetUp.Tools, world.Options, null, world.Release)
        );

        world.Facts.Find($"stop/restore-point:{world.Target.Label}", "restorePoint").ShouldBe(world.Scratch);
        (await world.ExistsAsync(world.RestorePoint)).ShouldBeFalse();
    }

    [TestCase("UPDATE orders SET note = 'other' WHERE id = 1", "public.orders: rows changed")]
    [TestCase("INSERT INTO orders (note) VALUES ('new')", "public.orders: +1 rows")]
    [TestCase("TRUNCATE orders", "public.orders: -1000 rows")]
    [TestCase("SELECT nextval('orders_id_seq')", "the sequence public.orders_id_seq moved")]
    [TestCase("SELECT lo_from_bytea(0, '\\x01')", "large objects: 0 → 1")]
    [TestCase("CREATE INDEX ON orders (note)", "the schema was touched")]
    [TestCase("CREATE UNLOGGED TABLE u AS SELECT 1 AS a", "public.u: new, 1 rows")]
    [TestCase("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'", "the schema was touched")]
    [TestCase("GRANT SELECT ON orders TO PUBLIC", "the schema was touched")]
    public async Task Anything_written_is_seen_and_cloned(string sql, string change)
    {
        await using var world = await World.CreateAsync(sql: Shop);
        await world.BackUpAsync();
        await world.SqlAsync(sql);

        await world.RunAsync(
            FenceSteps.For(world.Target, PostgresSetUp.Tools, world.Options, null, world.Release)
        );

        var step = $"stop/restore-point:{world.Target.Label}";
        world.Facts.Find(step, "changes")!.ShouldContain(change);
        world.Facts.Find(step, "restorePoint").ShouldBe(world.RestorePoint);
        (
            await world.AskAsync<long>(
                "SELECT count(*) FROM pg_class WHERE relname = 'orders'",
                world.RestorePoint
            )
        ).ShouldBe(1);
    }

    [Test]
    public async Task What_is_issued_is_planned_and_a_killed_run_is_repeated()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        var steps = FenceSteps.For(world.Target, PostgresSetUp.Tools, null, null, world.Release);

        await world.RunAsync(steps);

        Planned.ShouldMatch(steps.SelectMany(step => step.Instructions), world.Events.Instructions);
        // As after a SIGKILL between the clone and the fact that says so: everything is done over.
        await steps[1].Act(world.Context, default);
        (await world.AskAsync<long>("SELECT count(*) FROM orders", world.RestorePoint)).ShouldBe(1000);
        await steps[1].Undo!.Act(world.Context, default);
        await steps[1].Undo!.Act(world.Context, default);
        (await world.ExistsAsync(world.RestorePoint)).ShouldBeFalse();
    }

    [Test]
    public async Task With_no_migration_pending_the_database_is_left_alone()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        var migrations = new MigrationOptions { Directory = world.WriteMigration("1_a.sql", "SELECT 1") };
        await new Migrator(world.Target, migrations).ApplyAsync("before", TimeProvider.System);

        foreach (
            var step in FenceSteps.For(world.Target, PostgresSetUp.Tools, null, migrations, world.Release)
        )
        {
            var probe = await step.Probe!(world.Context, default);
            (probe.State, probe.Reason).ShouldBe((ProbeState.NotNeeded, "no migration is pending"));
        }
    }

    [Test]
    public async Task A_client_that_slips_in_before_the_migration_is_in_the_restore_point_taken_anew()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        await world.BackUpAsync();
        await world.RunAsync(
            FenceSteps.For(world.Target, PostgresSetUp.Tools, world.Options, null, world.Release)
        );
        world.Facts.Find($"stop/restore-point:{world.Target.Label}", "restorePoint").ShouldBe(world.Scratch);
        var plan = new FencePlan(world.Target, world.Release);
        // As a client would that got in while the fence was open for the migration.
        var fence = new Fence(world.Target);
        await fence.OpenAsync(world.Context, default);
        await world.SqlAsync("INSERT INTO orders (note) VALUES ('slipped in')");
        await fence.CloseAsync(world.Context, default);
        using var stop = new CancellationTokenSource();
        var hasBegun = new TaskCompletionSource();
        var noise = Task.Run(async () =>
        {
            // The whole cluster's transactions go on, so that quiet alone cannot tell.
            await using var other = await Session.MaintainAsync(world.Target.Server, default);
            while (!stop.IsCancellationRequested)
            {
                await other.ExecuteAsync("SELECT pg_current_xact_id()", default);
                hasBegun.TrySetResult();
            }
        });
        await hasBegun.Task;

        var sessions = await new FencedEntry(plan).EnterAsync(world.Context, 2, hasBegun: false, default);

        await stop.CancelAsync();
        await noise;
        foreach (var session in sessions)
        {
            await session.DisposeAsync();
        }

        plan.PointOf(world.Context).ShouldBe(world.RestorePoint);
        (
            await world.AskAsync<long>(
                "SELECT count(*) FROM orders WHERE note = 'slipped in'",
                world.RestorePoint
            )
        ).ShouldBe(1);
    }

    [Test]
    public async Task A_restore_point_that_was_being_taken_anew_when_the_run_was_killed_is_taken_again()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        await world.RunAsync(FenceSteps.For(world.Target, PostgresSetUp.Tools, null, null, world.Release));
        var plan = new FencePlan(world.Target, world.Release);
        plan.RecordPoint(world.Context, "");
        await world.SqlAsync(BackupPlan.Drop(world.RestorePoint), "postgres");

        var sessions = await new FencedEntry(plan).EnterAsync(world.Context, 1, hasBegun: false, default);

        await sessions[0].DisposeAsync();
        plan.PointOf(world.Context).ShouldBe(world.RestorePoint);
        (await world.AskAsync<long>("SELECT count(*) FROM orders", world.RestorePoint)).ShouldBe(1000);
    }
}
