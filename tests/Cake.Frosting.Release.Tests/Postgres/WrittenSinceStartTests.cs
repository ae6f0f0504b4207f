using Cake.Frosting.Release.Postgres;
using Cake.Frosting.Release.Reports;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.Postgres;

/// <summary>A way back after the new version was started: what users wrote to it is told, and where it is.</summary>
public sealed class WrittenSinceStartTests
{
    private const string Shop =
        "CREATE TABLE orders (id bigserial PRIMARY KEY, note text); INSERT INTO orders (note) SELECT 'n' FROM generate_series(1, 1000)";

    [Test]
    public async Task What_the_new_version_took_is_counted_and_kept_aside()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        var migrate = await MigratedAsync(world);
        await world.SqlAsync("INSERT INTO orders (memo) SELECT 'new' FROM generate_series(1, 7)");

        await migrate.Undo!.Act(world.Context, default);

        (await world.AskAsync<long>("SELECT count(note) FROM orders")).ShouldBe(1000);
        await world.SqlAsync($"ALTER DATABASE {world.Failed} ALLOW_CONNECTIONS true", "postgres");
        (await world.AskAsync<long>("SELECT count(*) FROM orders WHERE memo = 'new'", world.Failed)).ShouldBe(
            7
        );
        world.Events.Lines.ShouldContain(line =>
            line.Contains("was started: public.orders: 7 rows inserted")
        );
        var told = Told(world);
        told.ShouldContain($"The migrated database is kept as {world.Failed}.");
        told.ShouldContain(
            $"what was written since the new version was started: public.orders: 7 rows inserted. It lets nobody in until ALTER DATABASE {world.Failed} ALLOW_CONNECTIONS true."
        );
    }

    [Test]
    public async Task Where_nobody_wrote_nothing_is_told_of_it()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        var migrate = await MigratedAsync(world);
        await world.SqlAsync("SELECT count(*) FROM orders");

        await migrate.Undo!.Act(world.Context, default);

        Told(world).ShouldBe($"The migrated database is kept as {world.Failed}.");
    }

    [Test]
    public async Task Where_the_log_cannot_tell_that_is_said()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        var migrate = await MigratedAsync(world);
        await world.SqlAsync("CREATE UNLOGGED TABLE basket (a int); INSERT INTO basket VALUES (1)");

        await migrate.Undo!.Act(world.Context, default);

        Told(world).ShouldContain("what was written cannot be told (public.basket is unlogged)");
    }

    [Test]
    public async Task A_way_back_before_the_start_tells_nothing_of_users()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        var migrate = await MigratedAsync(world, start: false);

        await migrate.Undo!.Act(world.Context, default);

        Told(world).ShouldBe($"The migrated database is kept as {world.Failed}.");
    }

    private static async Task<Step> MigratedAsync(World world, bool start = true)
    {
        var migrations = new MigrationOptions
        {
            Directory = world.WriteMigration(
                "0001_memo.sql",
                "ALTER TABLE orders RENAME COLUMN note TO memo;"
            ),
        };
        var migrate = MigrationSteps.For(world.Target, migrations, null, world.Release);
        await world.RunAsync([
            .. world.BackupSteps(),
            .. FenceSteps.For(world.Target, PostgresSetUp.Tools, world.Options, migrations, world.Release),
            migrate,
        ]);
        if (start)
        {
            await world.RunAsync([FenceSteps.Open(world.Target, Stage.Start, world.Release)]);
        }

        return migrate;
    }

    private static string Told(World world) =>
        string.Join(
            ' ',
            DatabaseFacts
                .Read(world.Facts.All, text => text)
                .SelectMany(Phrases.Sentences)
                .Where(sentence => sentence.Contains("kept", StringComparison.Ordinal))
        );
}
