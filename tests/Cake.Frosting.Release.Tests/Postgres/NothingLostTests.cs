using System.Collections.Concurrent;
using System.Diagnostics;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Postgres;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.Postgres;

/// <summary>
/// Writers that never stop and try every instant to get in again, a backup, a fence at a random moment, a failing migration, and the way back: every row
/// that was acknowledged is there.
/// </summary>
public sealed class NothingLostTests
{
    [Test]
    public async Task Every_acknowledged_row_is_there_after_a_rollback([Range(1, 20)] int seed)
    {
        await using var world = await World.CreateAsync(
            sql: "CREATE TABLE orders (id bigint PRIMARY KEY); INSERT INTO orders SELECT -i FROM generate_series(1, 5000) i"
        );
        var acknowledged = new ConcurrentBag<long>();
        using var stop = new CancellationTokenSource();
        var writers = Enumerable
            .Range(0, 4)
            .Select(number => WriteAsync(world, number, acknowledged, stop.Token))
            .ToList();
        var clock = Stopwatch.StartNew();
        await world.BackUpAsync();
        await Task.Delay(new Random(seed).Next(0, 120));
        await TestContext.Out.WriteLineAsync(
            $"{acknowledged.Count / clock.Elapsed.TotalSeconds:0} rows a second, each a transaction, for {clock.Elapsed.TotalSeconds:0.0} s"
        );
        var migrations = new MigrationOptions
        {
            Directory = world.WriteMigration("1_a.sql", "CREATE TABLE new (a int)"),
        };
        world.WriteMigration("2_b.sql", "DELETE FROM orders; SELECT nope");
        List<Step> steps =
        [
            .. FenceSteps.For(world.Target, PostgresSetUp.Tools, world.Options, migrations, world.Release),
            MigrationSteps.For(world.Target, migrations, null, world.Release),
        ];

        await Should.ThrowAsync<ReleaseException>(() => world.RunAsync(steps));
        await stop.CancelAsync();
        await Task.WhenAll(writers);
        foreach (var step in Enumerable.Reverse(steps))
        {
            await step.Undo!.Act(world.Context, default);
        }

        await using var session = await Session.OpenAsync(world.Target.Server, world.Target.Name, default);
        var there = await session.QueryAsync("SELECT id FROM orders", row => row.GetInt64(0), default);
        acknowledged.Count.ShouldBeGreaterThan(50);
        acknowledged.Except(there).ShouldBeEmpty("acknowledged and lost");
        there.Count(id => id < 0).ShouldBe(5000);
        world.Facts.Find($"stop/restore-point:{world.Target.Label}", "kind").ShouldBe("clone");
    }

    private static Task WriteAsync(
        World world,
        int number,
        ConcurrentBag<long> acknowledged,
        CancellationToken stopped
    ) =>
        Task.Run(
            async () =>
            {
                for (var id = number; !stopped.IsCancellationRequested; )
                {
                    try
                    {
                        await using var session = await Session.OpenAsync(
                            world.Target.Server,
                            world.Target.Name,
                            default
                        );
                        for (; !stopped.IsCancellationRequested; id += 4)
                        {
                            await session.ExecuteAsync("INSERT INTO orders VALUES ($1)", default, (long)id);
                            acknowledged.Add(id);
                        }
                    }
                    catch (ReleaseException)
                    {
                        // Not acknowledged; it may be there all the same, so the number is not used again.
                        id += 4;
                        await Task.Delay(2, CancellationToken.None);
                    }
                }
            },
            CancellationToken.None
        );
}
