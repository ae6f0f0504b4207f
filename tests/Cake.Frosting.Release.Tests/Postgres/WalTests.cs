using Cake.Frosting.Release.Postgres;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.Postgres;

/// <summary>The write-ahead log as the judge of whether anything was written since the backup.</summary>
public sealed class WalTests
{
    private const string Shop =
        "CREATE TABLE orders (id bigserial PRIMARY KEY, note text); INSERT INTO orders (note) SELECT 'n' FROM generate_series(1, 1000)";

    [TestCase("SELECT * FROM orders", TestName = "Reading is no write")]
    [TestCase("CHECKPOINT", TestName = "A checkpoint is no write")]
    [TestCase("VACUUM ANALYZE; VACUUM FREEZE orders", TestName = "VACUUM and ANALYZE are no writes")]
    [TestCase("SELECT pg_stat_reset()", TestName = "A reset of the statistics is no write")]
    [TestCase(
        "SELECT count(*) FROM orders; CHECKPOINT; SELECT count(*) FROM orders",
        TestName = "Hint bits are no write"
    )]
    [TestCase("SELECT * FROM orders FOR UPDATE", TestName = "Locked rows are no write")]
    [TestCase(
        "BEGIN; INSERT INTO orders (id, note) VALUES (-1, 'x'); ROLLBACK",
        TestName = "What was rolled back is no write"
    )]
    [TestCase(
        "BEGIN; SAVEPOINT a; UPDATE orders SET note = 'x'; ROLLBACK TO SAVEPOINT a; COMMIT",
        TestName = "What was rolled back to a savepoint is no write"
    )]
    [TestCase(
        "SELECT pg_create_physical_replication_slot('other', true); SELECT pg_drop_replication_slot('other')",
        TestName = "A replication slot is no write"
    )]
    [TestCase("SELECT pg_switch_wal()", TestName = "A log switch is no write")]
    [TestCase("SELECT pg_logical_emit_message(true, 'x', 'y')", TestName = "A logical message is no write")]
    public async Task Is_not_fooled(string sql)
    {
        await using var world = await World.CreateAsync(sql: Shop);
        await using var hold = new WalHold();
        await BackUpAsync(world, hold);
        await world.SqlAsync(sql);

        await RunFenceAsync(world, hold);

        Fact(world, "method").ShouldBe("write-ahead log", string.Join('\n', world.Events.Lines));
        Fact(world, "changes").ShouldBeNull();
        Fact(world, "restorePoint").ShouldBe(world.Scratch);
    }

    [TestCase(
        "INSERT INTO orders (note) SELECT 'x' FROM generate_series(1, 3)",
        "public.orders: 3 rows inserted"
    )]
    [TestCase(
        "COPY orders (id, note) FROM PROGRAM 'seq -f %g,x 5001 5020' (FORMAT csv)",
        "public.orders: 20 rows inserted"
    )]
    [TestCase("UPDATE orders SET note = 'other' WHERE id = 1", "public.orders: 1 row changed")]
    [TestCase("DELETE FROM orders WHERE id < 5", "public.orders: 4 rows deleted")]
    [TestCase(
        "INSERT INTO orders (id, note) VALUES (-1, 'x'); UPDATE orders SET note = 'y' WHERE id = -1",
        "public.orders: 1 row inserted, 1 changed"
    )]
    [TestCase("SELECT nextval('orders_id_seq')", "the sequence public.orders_id_seq moved")]
    [TestCase("BEGIN; SELECT nextval('orders_id_seq'); ROLLBACK", "the sequence public.orders_id_seq moved")]
    [TestCase("SELECT lo_from_bytea(0, '\\x01')", "large objects were written")]
    [TestCase("TRUNCATE orders", "public.orders: -1000 rows")]
    [TestCase("CREATE INDEX ON orders (note)", "the schema was touched")]
    [TestCase("GRANT SELECT ON orders TO PUBLIC", "the schema was touched")]
    [TestCase("CREATE UNLOGGED TABLE u AS SELECT 1 AS a", "public.u: new, 1 rows")]
    [TestCase("ALTER DATABASE ‹name› SET work_mem = '5MB'", "the database's owner, privileges or settings")]
    public async Task Sees_what_was_written_and_says_where(string sql, string change)
    {
        await using var world = await World.CreateAsync(sql: Shop);
        await using var hold = new WalHold();
        await BackUpAsync(world, hold);
        await world.SqlAsync(sql.Replace("‹name›", world.Target.Name, StringComparison.Ordinal));

        await RunFenceAsync(world, hold);

        Fact(world, "changes")!.ShouldContain(change, customMessage: string.Join('\n', world.Events.Lines));
        Fact(world, "restorePoint").ShouldBe(world.RestorePoint);
    }

    [Test]
    public async Task A_sequence_that_moves_without_a_record_is_seen()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        // The first value logs the 32 that follow.
        await world.SqlAsync("CHECKPOINT; SELECT nextval('orders_id_seq')");
        await using var hold = new WalHold();
        await BackUpAsync(world, hold);
        await world.SqlAsync("SELECT nextval('orders_id_seq')");

        await RunFenceAsync(world, hold);

        Fact(world, "changes").ShouldBe("the sequence public.orders_id_seq moved");
    }

    [Test]
    public async Task Writes_to_another_database_are_no_writes_to_this_one()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        await using var other = await World.CreateAsync(sql: Shop);
        await using var hold = new WalHold();
        await BackUpAsync(world, hold);
        await other.SqlAsync(
            "INSERT INTO orders (note) VALUES ('other'); CREATE TABLE t (a int); VACUUM FULL; SELECT nextval('orders_id_seq')"
        );

        await RunFenceAsync(world, hold);

        Fact(world, "method").ShouldBe("write-ahead log", string.Join('\n', world.Events.Lines));
        Fact(world, "restorePoint").ShouldBe(world.Scratch);
    }

    [Test]
    public async Task A_transaction_that_ran_when_the_backup_began_and_committed_later_is_seen()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        await using var hold = new WalHold();
        await using (var client = await Session.OpenAsync(world.Target.Server, world.Target.Name, default))
        {
            // Its row is in the log before the mark, and in no snapshot of the backup.
            await client.ExecuteAsync("BEGIN; INSERT INTO orders (id, note) VALUES (-1, 'early')", default);
            await BackUpAsync(world, hold);
            await client.ExecuteAsync("COMMIT", default);
        }

        await RunFenceAsync(world, hold);

        Fact(world, "method").ShouldBe("contents");
        Fact(world, "changes").ShouldBe("public.orders: +1 rows");
    }

    [Test]
    public async Task A_transaction_prepared_before_the_backup_and_committed_later_is_seen()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        await using var hold = new WalHold();
        await world.SqlAsync(
            "BEGIN; INSERT INTO orders (id, note) VALUES (-1, 'p'); PREPARE TRANSACTION 'of the log test'"
        );
        await BackUpAsync(world, hold);
        await world.SqlAsync("COMMIT PREPARED 'of the log test'");

        await RunFenceAsync(world, hold);

        Fact(world, "changes").ShouldBe("public.orders: +1 rows");
    }

    [Test]
    public async Task With_an_unlogged_table_the_contents_tell()
    {
        await using var world = await World.CreateAsync(sql: Shop + "; CREATE UNLOGGED TABLE u (a int)");
        await using var hold = new WalHold();
        await BackUpAsync(world, hold);
        await world.SqlAsync("INSERT INTO u VALUES (1)");

        await RunFenceAsync(world, hold);

        Fact(world, "method").ShouldBe("contents");
        Fact(world, "changes").ShouldBe("public.u: +1 rows");
        world.Events.Lines.ShouldContain(line => line.Contains("public.u is unlogged"));
    }

    [Test]
    public async Task Where_the_log_was_recycled_the_contents_tell()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        await using var hold = new WalHold();
        await BackUpAsync(world, hold);
        var step = WalMarkStep.IdOf(world.Target);
        world.Facts.Record(step, "lsn", "0/1000028");

        await RunFenceAsync(world, hold);

        Fact(world, "method").ShouldBe("contents");
        Fact(world, "restorePoint").ShouldBe(world.Scratch);
    }

    [Test]
    public async Task The_slot_holds_the_log_and_goes_with_its_connection_and_no_extension_stays()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        await using (var hold = new WalHold())
        {
            await BackUpAsync(world, hold);
            await RunFenceAsync(world, hold);
            (await SlotsAsync(world)).ShouldBe(1);
        }

        for (var i = 0; i < 200 && await SlotsAsync(world) > 0; i++)
        {
            await Task.Delay(25);
        }

        (await SlotsAsync(world)).ShouldBe(0);
        (
            await world.AskAsync<long>(
                "SELECT count(*) FROM pg_extension WHERE extname = 'pg_walinspect'",
                "postgres"
            )
        ).ShouldBe(0);
    }

    [Test]
    public async Task What_is_issued_is_what_was_planned()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        await using var hold = new WalHold();
        var step = WalMarkStep.For(world.Target, world.Release, hold);

        await world.RunAsync([step]);

        Planned.ShouldMatch(step.Instructions, world.Events.Instructions);
        (await step.Probe!(world.Context, default)).State.ShouldBe(ProbeState.Done);
    }

    private static Task<long> SlotsAsync(World world) =>
        world.AskAsync<long>(
            $"SELECT count(*) FROM pg_replication_slots WHERE slot_name LIKE 'release_{world.Target.Label}_%'",
            "postgres"
        );

    private static async Task BackUpAsync(World world, WalHold hold)
    {
        await world.RunAsync([WalMarkStep.For(world.Target, world.Release, hold)]);
        await world.BackUpAsync();
        await world.RunAsync([WalReadAheadStep.For(world.Target, [])]);
    }

    private static Task RunFenceAsync(World world, WalHold hold) =>
        world.RunAsync(
            FenceSteps.For(world.Target, PostgresSetUp.Tools, world.Options, null, world.Release, hold)
        );

    private static string? Fact(World world, string name) =>
        world.Facts.Find($"stop/restore-point:{world.Target.Label}", name);
}
