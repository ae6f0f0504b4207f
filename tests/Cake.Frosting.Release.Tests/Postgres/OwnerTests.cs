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
            DatabaseChecks.For(target, PostgresSetUp.Tools, world.Options, isMigrated: true),
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
                .For(target, new PostgresTools(null, new Version(9, 6)), world.Options, isMigrated: false)
                .Act(world.Context, default)
        );

        error.Message.ShouldContain(
            "nobody_much may not create, rename and fence it: make it a member of postgres, with CREATEDB."
        );
        error.Message.ShouldContain("pg_dump is of version 9.6 and the server of 15");
    }

    [Test]
    public async Task Every_right_that_a_role_lacks_is_named_with_the_statement_that_grants_it()
    {
        await using var world = await World.CreateAsync();
        await world.SqlAsync(
            $"""
            DO $$ BEGIN CREATE ROLE releaser LOGIN CREATEDB PASSWORD '{PostgresSetUp.Password}'; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
            DO $$ BEGIN CREATE ROLE "The App" LOGIN PASSWORD '{PostgresSetUp.Password}'; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
            REVOKE pg_signal_backend, pg_read_all_data, "The App" FROM releaser;
            ALTER ROLE releaser NOBYPASSRLS;
            ALTER DATABASE {world.Target.Name} OWNER TO releaser;
            CREATE EXTENSION pageinspect;
            GRANT CREATE ON SCHEMA public TO "The App";
            SET ROLE "The App";
            CREATE TABLE hidden (a int);
            ALTER TABLE hidden ENABLE ROW LEVEL SECURITY;
            INSERT INTO hidden VALUES (1);
            SELECT lo_from_bytea(0, '\x01')
            """
        );
        var target = world.Target with { Server = world.Target.Server with { User = "releaser" } };
        var app = target.Server with { User = "The App" };
        await using var client = await Session.OpenAsync(app, target.Name, default);
        var check = DatabaseChecks.For(target, PostgresSetUp.Tools, world.Options, isMigrated: true);

        var error = await Should.ThrowAsync<ReleaseRefusedException>(() => check.Act(world.Context, default));

        error.Problem.ShouldContain("may not read public.hidden: GRANT pg_read_all_data TO \"releaser\";");
        error.Problem.ShouldContain(
            "may not read the large objects of \"The App\": GRANT \"The App\" TO \"releaser\";"
        );
        error.Problem.ShouldContain("what \"The App\" owns beside the database's owner");
        error.Problem.ShouldContain("only a superuser creates the extension pageinspect");
        error.Problem.ShouldContain(
            "may not end the sessions of \"The App\": GRANT pg_signal_backend TO \"releaser\";"
        );
        world.Events.Lines.ShouldContain(line =>
            line.Contains("GRANT pg_read_server_files TO \"releaser\";")
        );

        await world.SqlAsync(
            "GRANT pg_read_all_data TO releaser; GRANT pg_signal_backend TO releaser; DROP EXTENSION pageinspect"
        );
        (
            await Should.ThrowAsync<ReleaseRefusedException>(() => check.Act(world.Context, default))
        ).Problem.ShouldContain("policies hide rows of public.hidden");
        await world.SqlAsync(
            $"GRANT \"The App\" TO releaser; ALTER ROLE releaser BYPASSRLS; ALTER DATABASE {world.Target.Name} OWNER TO \"The App\""
        );
        await check.Act(world.Context, default);
        var manifest = await BackUpAsync(world, target);
        manifest.Verified.ShouldBe(BackupVerification.Restore);
    }

    private static async Task<BackupManifest> BackUpAsync(World world, DatabaseTarget target)
    {
        await world.RunAsync(BackupSteps.For(target, PostgresSetUp.Tools, world.Options, world.Release));
        return BackupManifest.Read(world.Dump);
    }
}
