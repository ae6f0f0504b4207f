using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Postgres;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.Postgres;

public sealed class RehearsalTests
{
    private const string Shop =
        "CREATE TABLE orders (id bigserial PRIMARY KEY, note text); INSERT INTO orders (note) SELECT 'n' FROM generate_series(1, 1000);"
        + " CREATE TABLE customers (id int PRIMARY KEY)";

    [Test]
    public async Task Duration_and_locks_are_told_and_the_live_database_is_left_alone()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        world.WriteMigration(
            "0001_a.sql",
            "ALTER TABLE orders ADD COLUMN paid boolean; CREATE TABLE fresh (a int);"
        );
        world.WriteMigration("0002_b.sql", "CREATE INDEX ON customers (id);");
        world.WriteMigration(
            "0003_c.sql",
            "-- no-transaction\nCREATE INDEX CONCURRENTLY o ON orders (note);"
        );
        await world.BackUpAsync();
        var step = StepOf(world);

        await world.RunAsync([step]);

        world.Facts.Find(step.Id, "migrations").ShouldBe("0001_a.sql, 0002_b.sql, 0003_c.sql");
        world
            .Facts.Find(step.Id, "locks")
            .ShouldBe(
                "0001_a.sql: AccessExclusiveLock on public.orders; 0002_b.sql: ShareLock on public.customers"
            );
        world.Facts.Find(step.Id, "seconds").ShouldNotBeNull();
        world.Events.Lines.ShouldContain(line =>
            line.StartsWith("0003_c.sql") && line.EndsWith("no lock on a table was seen while it ran")
        );
        (await world.AskAsync<long>("SELECT count(*) FROM pg_class WHERE relname = 'fresh'")).ShouldBe(0);
        (await CloneExistsAsync(world)).ShouldBeFalse();
        Planned.ShouldMatch(
            step.Instructions,
            world.Events.Instructions.Where(instruction =>
                instruction.Text.Contains("rehearsal", StringComparison.Ordinal)
            )
        );
        (await step.Probe!(world.Context, default)).State.ShouldBe(ProbeState.Done);
    }

    [Test]
    public async Task Locks_of_a_file_outside_of_a_transaction_are_seen_while_it_runs()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        world.WriteMigration(
            "0001_a.sql",
            "-- no-transaction\nDO $$ BEGIN LOCK TABLE orders IN ACCESS EXCLUSIVE MODE; PERFORM pg_sleep(2); END $$;"
        );
        await world.BackUpAsync();
        var step = StepOf(world);

        await world.RunAsync([step]);

        world.Facts.Find(step.Id, "locks").ShouldBe("0001_a.sql: AccessExclusiveLock on public.orders");
        world.Events.Lines.ShouldContain(line => line.Contains("seen while it ran: AccessExclusiveLock"));
    }

    [Test]
    public async Task A_failing_migration_is_found_with_its_place_while_the_service_runs()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        world.WriteMigration(
            "0001_a.sql",
            "ALTER TABLE orders ADD COLUMN paid boolean;\nUPDATE oders SET paid = true;"
        );
        await world.BackUpAsync();

        var error = await Should.ThrowAsync<CommandFailedException>(() => world.RunAsync([StepOf(world)]));

        error.Problem.ShouldStartWith("The rehearsal failed; nobody was taken off line.");
        error.Problem.ShouldContain("0001_a.sql(2,8): relation \"oders\" does not exist");
        (await CloneExistsAsync(world)).ShouldBeFalse();
    }

    [Test]
    public async Task A_rehearsal_that_takes_longer_than_the_budget_refuses_the_release()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        world.WriteMigration("0001_quick.sql", "SELECT 1;");
        world.WriteMigration("0002_slow.sql", "SELECT pg_sleep(1.2);");
        await world.BackUpAsync();

        var error = await Should.ThrowAsync<ReleaseRefusedException>(() =>
            world.RunAsync([StepOf(world, TimeSpan.FromSeconds(1))])
        );

        error.Message.ShouldContain("downtimeBudget is 1 s. The slowest was 0002_slow.sql with 1.");
    }

    [Test]
    public async Task The_clone_of_a_killed_rehearsal_is_dropped_by_the_next_one_and_by_tidying_up()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        world.WriteMigration("0001_a.sql", "SELECT 1;");
        await world.BackUpAsync();
        var left = DatabaseNames.Rehearsal(world.Target.Name, "20250101t000000z_0_9_0");
        await world.SqlAsync($"CREATE DATABASE {left}", "postgres");
        var own = DatabaseNames.Rehearsal(world.Target.Name, world.Release.DatabaseSuffix);
        await world.SqlAsync($"CREATE DATABASE {own}", "postgres");

        await world.RunAsync([StepOf(world)]);

        (await world.ExistsAsync(left)).ShouldBeFalse();
        (await CloneExistsAsync(world)).ShouldBeFalse();
        await world.SqlAsync($"CREATE DATABASE {left}", "postgres");
        await world.RunAsync([TidySteps.For(world.Target, world.Backups, world.Release)]);
        (await world.ExistsAsync(left)).ShouldBeFalse();
        (await world.ExistsAsync(world.Scratch)).ShouldBeTrue();
    }

    [Test]
    public async Task Settings_of_the_database_hold_in_the_rehearsal()
    {
        await using var world = await World.CreateAsync(
            sql: Shop + "; CREATE SCHEMA app; CREATE TABLE app.only_here (a int)"
        );
        await world.SqlAsync($"ALTER DATABASE {world.Target.Name} SET search_path = app, public");
        world.WriteMigration("0001_a.sql", "ALTER TABLE only_here ADD COLUMN b int;");
        await world.BackUpAsync();

        await world.RunAsync([StepOf(world)]);

        world
            .Facts.Find($"backup/rehearse:{world.Target.Label}", "locks")
            .ShouldBe("0001_a.sql: AccessExclusiveLock on app.only_here");
    }

    [Test]
    public async Task Without_a_restored_backup_there_is_nothing_to_rehearse_on()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        var options = new MigrationOptions { Directory = world.WriteMigration("0001_a.sql", "SELECT 1;") };

        var probe = await ScriptRehearsal.Probe(
            world.Target,
            options,
            world.Options with
            {
                Verify = BackupVerification.List,
            },
            world.Release
        )(world.Context, default);

        probe.State.ShouldBe(ProbeState.NotNeeded);
    }

    private static Task<bool> CloneExistsAsync(World world) =>
        world.ExistsAsync(DatabaseNames.Rehearsal(world.Target.Name, world.Release.DatabaseSuffix));

    private static Step StepOf(World world, TimeSpan? budget = null)
    {
        var options = new MigrationOptions { Directory = Path.Combine(world.Backups, "migrations") };
        return RehearsalSteps.For(
            world.Target,
            world.Release,
            ScriptRehearsal.Of(options, world.Release),
            ScriptRehearsal.Probe(world.Target, options, world.Options, world.Release),
            budget,
            []
        );
    }
}
