using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Postgres;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.Postgres;

/// <summary>No superuser is needed: the owner with CREATEDB can do it all.</summary>
public sealed class OwnerTests
{
    [Test]
    public async Task The_owner_backs_up_fences_migrates_and_goes_back()
    {
        await using var world = await World.CreateAsync();
        await world.SqlAsync(
            $"""
            DO $$ BEGIN CREATE ROLE plain_owner LOGIN CREATEDB PASSWORD '{PostgresSetUp.Password}'; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
            ALTER DATABASE {world.Target.Name} OWNER TO plain_owner;
            SET ROLE plain_owner;
            CREATE EXTENSION pg_trgm;
            CREATE TABLE t AS SELECT 1 AS a;
            SELECT lo_from_bytea(0, '\x01')
            """
        );
        var target = world.Target with { Server = world.Target.Server with { User = "plain_owner" } };
        var migrations = new MigrationOptions
        {
            Directory = world.WriteMigration("1_a.sql", "ALTER TABLE t RENAME a TO b"),
        };
        List<Step> steps =
        [
            DatabaseChecks.For(target, PostgresSetUp.Tools, migrations),
            .. BackupSteps.For(target, PostgresSetUp.Tools, world.Options, world.Release),
            .. FenceSteps.For(target, PostgresSetUp.Tools, world.Options, migrations, world.Release),
            MigrationSteps.For(target, migrations, null, world.Release),
        ];

        await world.RunAsync(steps);
        foreach (var step in Enumerable.Reverse(steps))
        {
            await (step.Undo?.Act(world.Context, default) ?? Task.CompletedTask);
        }

        (await world.AskAsync<int>("SELECT a FROM t")).ShouldBe(1);
        world.Facts.Find($"stop/restore-point:{target.Label}", "kind").ShouldBe("scratch");
    }

    [Test]
    public async Task Rights_that_are_missing_are_named_before_anything_happens()
    {
        await using var world = await World.CreateAsync();
        await world.SqlAsync(
            $"DO $$ BEGIN CREATE ROLE nobody_much LOGIN PASSWORD '{PostgresSetUp.Password}'; EXCEPTION WHEN duplicate_object THEN NULL; END $$"
        );
        var target = world.Target with { Server = world.Target.Server with { User = "nobody_much" } };

        var error = await Should.ThrowAsync<ReleaseRefusedException>(() =>
            DatabaseChecks
                .For(target, new PostgresTools(null, new Version(9, 6)), null)
                .Act(world.Context, default)
        );

        error.Message.ShouldContain(
            "nobody_much may not create, rename and fence it: make it a member of postgres, with CREATEDB."
        );
        error.Message.ShouldContain("pg_dump is of version 9.6 and the server of 15");
    }
}
