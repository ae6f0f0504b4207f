using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Postgres;

namespace Cake.Frosting.Release.Tests.Postgres;

public sealed class MigrationTests
{
    private World world = null!;

    private MigrationOptions Options =>
        new()
        {
            Directory = Path.Combine(world.Backups, "migrations"),
            LockTimeout = TimeSpan.FromMilliseconds(200),
            OtherRunPatience = TimeSpan.FromMilliseconds(300),
        };

    [SetUp]
    public async Task CreateAsync() => world = await World.CreateAsync();

    [TearDown]
    public async Task DropAsync() => await world.DisposeAsync();

    [Test]
    public async Task Files_are_applied_once_in_the_order_of_their_numbers()
    {
        Write("V10__ten.sql", "INSERT INTO t VALUES (10)");
        Write("2_two.sql", "INSERT INTO t VALUES (2)");
        Write("0001_create.sql", "\uFEFFCREATE TABLE t (a serial, b int);\r\nALTER TABLE t DROP a");
        Write("20260101120000_last.sql", "INSERT INTO t VALUES (2026)");
        Write("0001_create.undo.sql", "DROP TABLE t");

        (await MigrateAsync()).ShouldBe([
            "0001_create.sql",
            "2_two.sql",
            "V10__ten.sql",
            "20260101120000_last.sql",
        ]);
        (await MigrateAsync()).ShouldBeEmpty();

        (await world.AskAsync<string>("SELECT string_agg(b::text, ',' ORDER BY b) FROM t")).ShouldBe(
            "2,10,2026"
        );
        var plan = await new Migrator(world.Target, Options).PlanAsync();
        plan.Applied.Count.ShouldBe(4);
        plan.Applied.ShouldAllBe(row => row.ReleaseId == "r1" && row.Checksum.Length == 64);
        // Line ends and a byte order mark are not content.
        Write("0001_create.sql", "CREATE TABLE t (a serial, b int);\nALTER TABLE t DROP a");
        (await new Migrator(world.Target, Options).PlanAsync()).Problems.ShouldBeEmpty();
    }

    [Test]
    public async Task A_failing_file_leaves_nothing_and_the_error_points_at_it()
    {
        Write("1_a.sql", "CREATE TABLE a (x int)");
        Write("2_b.sql", "-- größer 😀\nCREATE TABLE b (x int);\nINSERT INTO b\n  SELECT '😀', nope FROM a;");

        var error = await Should.ThrowAsync<CommandFailedException>(() => MigrateAsync());

        error.Problem.ShouldContain(
            "2_b.sql(4,16): column \"nope\" does not exist (SQLSTATE 42703)\n      SELECT '😀', nope FROM a;\n                   ^"
        );
        error.Problem.ShouldContain("Nothing of the file was kept.");
        (await world.AskAsync<bool>("SELECT to_regclass('b') IS NULL")).ShouldBeTrue();
        (await new Migrator(world.Target, Options).PlanAsync())
            .Pending.Select(script => script.Name)
            .ShouldBe(["2_b.sql"]);
    }

    [Test]
    public async Task A_plan_changes_nothing()
    {
        Write("1_a.sql", "CREATE TABLE a (x int)");

        (await new Migrator(world.Target, Options).PlanAsync()).Pending.Count.ShouldBe(1);

        (
            await world.AskAsync<long>(
                "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"
            )
        ).ShouldBe(0);
    }

    [Test]
    public async Task A_changed_a_missing_and_a_late_file_are_refused_by_name()
    {
        Write("1_a.sql", "SELECT 1");
        Write("2_b.sql", "SELECT 2");
        Write("4_d.sql", "SELECT 4");
        await MigrateAsync();
        Write("1_a.sql", "SELECT 1 -- changed");
        Write("3_c.sql", "SELECT 3");
        File.Delete(Path.Combine(Options.Directory, "2_b.sql"));

        var error = await Should.ThrowAsync<ReleaseRefusedException>(() => MigrateAsync());

        error.Message.ShouldContain("1_a.sql was changed after it was applied");
        error.Message.ShouldContain(MigrationScripts.Checksum("SELECT 1"));
        error.Message.ShouldContain(MigrationScripts.Checksum("SELECT 1 -- changed"));
        error.Message.ShouldContain("3_c.sql is out of order: 4_d.sql was applied before it.");
        error.Message.ShouldContain("2_b.sql was applied on");
    }

    [Test]
    public void Files_that_cannot_be_used_are_all_named_with_their_positions()
    {
        Write("create.sql", "SELECT 1");
        Write("1_a.sql", "SELECT 1");
        Write("2_r.sql", "SELECT 1;\n\\restrict xyz\nSELECT 2");
        Write("01_b.sql", "SELECT 1");
        Write("3_c.sql", "SELECT 1;\n COMMIT; SELECT 2");
        Write("4_d.sql", "COPY t FROM STDIN;");
        File.WriteAllBytes(Path.Combine(Options.Directory, "5_e.sql"), [0x53, 0xE9, 0x41]);

        var error = Should.Throw<ReleaseRefusedException>(() => MigrationScripts.Read(Options.Directory));

        error.Message.ShouldContain("create.sql does not begin with a version");
        error.Message.ShouldContain("2_r.sql(2,1): '\\restrict xyz' is a command of psql, not SQL");
        error.Message.ShouldContain("01_b.sql and 1_a.sql have the same version");
        error.Message.ShouldContain("3_c.sql(2,2): COMMIT would break up the file's own transaction");
        error.Message.ShouldContain("4_d.sql(1,1): COPY FROM STDIN needs psql");
        error.Message.ShouldContain("5_e.sql is not in UTF-8");
    }

    [Test]
    public async Task A_file_without_a_transaction_goes_on_where_it_failed_and_its_invalid_index_is_dropped()
    {
        Write("1_a.sql", "CREATE TABLE t AS SELECT 1 AS x UNION ALL SELECT 1");
        Write(
            "2_b.sql",
            "-- no-transaction\nCREATE TABLE once (a int);\nCREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS t_x ON t (x);\nVACUUM t"
        );
        var error = await Should.ThrowAsync<CommandFailedException>(() => MigrateAsync());
        error.Problem.ShouldContain("2_b.sql(3,1): could not create unique index \"t_x\" (SQLSTATE 23505)");
        error.Problem.ShouldContain("1 of the file's 3 statements are done and stay");
        (
            await world.AskAsync<bool>("SELECT indisvalid FROM pg_index WHERE indexrelid = 't_x'::regclass")
        ).ShouldBeFalse();
        (await new Migrator(world.Target, Options).PlanAsync())
            .Applied[^1]
            .State.ShouldBe(MigrationState.Begun);
        await world.SqlAsync("DELETE FROM t WHERE ctid = '(0,1)'");

        await MigrateAsync();

        (
            await world.AskAsync<bool>("SELECT indisvalid FROM pg_index WHERE indexrelid = 't_x'::regclass")
        ).ShouldBeTrue();
        (await new Migrator(world.Target, Options).PlanAsync())
            .Applied[^1]
            .State.ShouldBe(MigrationState.Applied);
    }

    [Test]
    public async Task A_half_applied_file_that_was_changed_is_refused()
    {
        Write("1_a.sql", "-- no-transaction\nCREATE TABLE once (a int);\nSELECT nope");
        await Should.ThrowAsync<CommandFailedException>(() => MigrateAsync());
        Write("1_a.sql", "-- no-transaction\nCREATE TABLE once (a int);\nSELECT 1");

        var error = await Should.ThrowAsync<ReleaseRefusedException>(() => MigrateAsync());

        error.Message.ShouldContain("1_a.sql was changed after 1 of its statements were committed");
    }

    [Test]
    public async Task Concurrently_in_a_transaction_says_what_to_write()
    {
        Write("1_a.sql", "CREATE TABLE t (x int)");
        Write("2_b.sql", "CREATE INDEX CONCURRENTLY i ON t (x)");

        (await Should.ThrowAsync<CommandFailedException>(() => MigrateAsync())).WayOut.ShouldContain(
            "-- no-transaction"
        );
    }

    [Test]
    public async Task A_lock_that_is_not_to_be_had_is_tried_again()
    {
        await world.SqlAsync("CREATE TABLE busy (a int)");
        Write("1_a.sql", "ALTER TABLE busy ADD b int");
        await using var holder = await Session.OpenAsync(world.Target.Server, world.Target.Name, default);
        await holder.ExecuteAsync("BEGIN", default);
        await holder.ExecuteAsync("LOCK TABLE busy", default);
        var lines = new System.Collections.Concurrent.ConcurrentQueue<string>();

        var migrating = new Migrator(world.Target, Options).ApplyAsync(
            "r1",
            TimeProvider.System,
            lines.Enqueue
        );
        while (
            !migrating.IsCompleted && !lines.Any(line => line.StartsWith("a lock", StringComparison.Ordinal))
        )
        {
            await Task.Delay(10);
        }

        await holder.ExecuteAsync("COMMIT", default);
        await migrating;

        lines.ShouldContain(line => line.Contains("a lock was not to be had", StringComparison.Ordinal));
        (
            await world.AskAsync<bool>(
                "SELECT EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'busy'::regclass AND attname = 'b')"
            )
        ).ShouldBeTrue();
    }

    [Test]
    public async Task A_second_run_waits_and_then_names_the_first()
    {
        Write("1_a.sql", "SELECT 1");
        await using var first = await Session.OpenAsync(world.Target.Server, world.Target.Name, default);
        await MigrationLock.TakeAsync(first, Options, TimeProvider.System, default);

        var error = await Should.ThrowAsync<ReleaseRefusedException>(() => MigrateAsync());

        error.Message.ShouldContain(
            $"Another run is migrating {world.Target.Name} (pid {first.ProcessId}, postgres from 127.0.0.1"
        );
    }

    [Test]
    public async Task A_slow_statement_is_ended()
    {
        Write("1_a.sql", "SELECT pg_sleep(30)");

        var error = await Should.ThrowAsync<CommandFailedException>(() =>
            new Migrator(
                world.Target,
                Options with
                {
                    StatementTimeout = TimeSpan.FromMilliseconds(100),
                }
            ).ApplyAsync("r1", TimeProvider.System)
        );

        error.Message.ShouldContain("SQLSTATE 57014");
    }

    [Test]
    public async Task A_baseline_skips_what_was_there_before()
    {
        Write("1_a.sql", "CREATE TABLE there_already (a int)");
        Write("2_b.sql", "CREATE TABLE next (a int)");
        var migrator = new Migrator(
            world.Target,
            Options with
            {
                HistorySchema = "own schema",
                HistoryTable = "the \"history\"",
            }
        );

        await migrator.BaselineAsync("1", "r0", TimeProvider.System);
        var applied = await migrator.ApplyAsync("r1", TimeProvider.System);

        applied.Select(script => script.Name).ShouldBe(["2_b.sql"]);
        await Should.ThrowAsync<ReleaseRefusedException>(() =>
            migrator.BaselineAsync("2", "r0", TimeProvider.System)
        );
    }

    [Test]
    public async Task Undo_scripts_take_back_one_release_in_reverse_and_keep_rows()
    {
        Write("1_a.sql", "CREATE TABLE t (a int)");
        await MigrateAsync();
        Write("2_b.sql", "ALTER TABLE t ADD b int");
        Write("2_b.undo.sql", "ALTER TABLE t DROP b");
        Write("3_c.sql", "ALTER TABLE t RENAME b TO c");
        var migrator = new Migrator(world.Target, Options);
        await migrator.ApplyAsync("r2", TimeProvider.System);
        await world.SqlAsync("INSERT INTO t VALUES (1, 2)");

        (await migrator.CanUndoAsync("r2")).ShouldBeFalse();
        (
            await Should.ThrowAsync<ReleaseRefusedException>(() =>
                migrator.UndoAsync("r2", TimeProvider.System)
            )
        ).Message.ShouldContain("3_c.sql has none");
        Write("3_c.undo.sql", "ALTER TABLE t RENAME c TO b");
        (await migrator.UndoAsync("r2", TimeProvider.System)).ShouldBe(["3_c.sql", "2_b.sql"]);

        (await world.AskAsync<int>("SELECT a FROM t")).ShouldBe(1);
        (await migrator.PlanAsync()).Applied.Select(row => row.Name).ShouldBe(["1_a.sql"]);
    }

    private async Task<IReadOnlyList<string>> MigrateAsync()
    {
        var applied = await new Migrator(world.Target, Options).ApplyAsync("r1", TimeProvider.System);
        return [.. applied.Select(script => script.Name)];
    }

    private void Write(string name, string text) => world.WriteMigration(name, text);

    [Test]
    public async Task A_database_that_was_migrated_in_another_way_begins_after_its_baseline()
    {
        await using var world = await World.CreateAsync(sql: "CREATE TABLE orders (id int)");
        var options = new MigrationOptions
        {
            Directory = world.WriteMigration("0001_a.sql", "CREATE TABLE orders (id int)"),
            Baseline = "0001",
        };
        world.WriteMigration("0002_b.sql", "ALTER TABLE orders ADD note text");
        var migrator = new Migrator(world.Target, options);

        (await migrator.PlanAsync()).Pending.Select(script => script.Name).ShouldBe(["0002_b.sql"]);
        await migrator.ApplyAsync("first", TimeProvider.System);

        var plan = await migrator.PlanAsync();
        (plan.Pending.Count, plan.Problems.Count).ShouldBe((0, 0));
        plan.Applied.Select(row => row.State).ShouldBe([MigrationState.Baseline, MigrationState.Applied]);
    }
}
