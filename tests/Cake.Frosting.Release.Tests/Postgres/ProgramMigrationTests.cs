using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Postgres;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.Postgres;

/// <summary>Migrations by a program; psql plays it, and finds its database by the environment alone.</summary>
public sealed class ProgramMigrationTests
{
    private const string Shop = """
        CREATE TABLE orders (id bigserial PRIMARY KEY);
        CREATE TABLE django_migrations (id serial PRIMARY KEY, app text, name text, applied timestamptz DEFAULT now());
        INSERT INTO django_migrations (app, name) VALUES ('shop', '0001_initial')
        """;

    private const string Second =
        "ALTER TABLE orders ADD note text; INSERT INTO django_migrations (app, name) VALUES ('shop', '0002_note')";

    [Test]
    public async Task What_the_program_applied_is_told_from_its_own_table()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        var migration = Program(Second);

        await world.RunAsync([
            ProgramMigrationSteps.History(world.Target, null),
            ProgramMigrationSteps.Run(world.Target, migration, world.Release),
        ]);

        Applied(world).ShouldBe("shop.0002_note");
        (await world.AskAsync<long>("SELECT count(note) FROM orders")).ShouldBe(0);
        world.Events.Instructions.ShouldAllBe(instruction =>
            !instruction.Text.Contains(PostgresSetUp.Password)
            && !instruction.Text.Contains(Uri.EscapeDataString(PostgresSetUp.Password))
        );
    }

    [Test]
    public async Task A_program_that_ends_well_and_left_out_what_it_did_in_the_rehearsal_is_found_out()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        world.Facts.Record($"backup/rehearse:{world.Target.Label}", "migrations", "shop.0002_note");

        var error = await Should.ThrowAsync<ReleaseRefusedException>(() =>
            world.RunAsync([
                ProgramMigrationSteps.History(world.Target, null),
                ProgramMigrationSteps.Run(world.Target, Program("SELECT 1"), world.Release),
            ])
        );

        error.Message.ShouldContain("lacks migrations that it applied in the rehearsal: shop.0002_note");
    }

    [TestCase(
        "CREATE TABLE flyway_schema_history (installed_rank int, version text, script text, success boolean); INSERT INTO flyway_schema_history VALUES (1, '1', 'V1__a.sql', true)",
        "INSERT INTO flyway_schema_history VALUES (2, '2', 'V2__b.sql', true)",
        "V2__b.sql"
    )]
    [TestCase(
        "CREATE TABLE \"__EFMigrationsHistory\" (\"MigrationId\" text, \"ProductVersion\" text)",
        "INSERT INTO \"__EFMigrationsHistory\" VALUES ('20260101_A', '10')",
        "20260101_A"
    )]
    [TestCase(
        "CREATE TABLE alembic_version (version_num text); INSERT INTO alembic_version VALUES ('aaa')",
        "UPDATE alembic_version SET version_num = 'bbb'",
        "bbb"
    )]
    [TestCase(
        "CREATE TABLE migrations (id serial, \"timestamp\" bigint, name text)",
        "INSERT INTO migrations (\"timestamp\", name) VALUES (1, 'AddNote1')",
        "AddNote1"
    )]
    [TestCase(
        "SELECT 1",
        "CREATE TABLE knex_migrations (id serial, name text); INSERT INTO knex_migrations (name) VALUES ('first')",
        "first"
    )]
    public async Task The_tables_of_the_usual_tools_are_known(string before, string migration, string applied)
    {
        await using var world = await World.CreateAsync(sql: before);

        await world.RunAsync([
            ProgramMigrationSteps.History(world.Target, null),
            ProgramMigrationSteps.Run(world.Target, Program(migration), world.Release),
        ]);

        Applied(world).ShouldBe(applied);
    }

    [Test]
    public async Task A_migration_that_its_own_table_calls_failed_is_believed_over_the_exit_code()
    {
        await using var world = await World.CreateAsync(
            sql: "CREATE TABLE schema_migrations (version bigint, dirty boolean)"
        );

        var error = await Should.ThrowAsync<ReleaseRefusedException>(() =>
            world.RunAsync([
                ProgramMigrationSteps.History(world.Target, null),
                ProgramMigrationSteps.Run(
                    world.Target,
                    Program("INSERT INTO schema_migrations VALUES (7, true)"),
                    world.Release
                ),
            ])
        );

        error.Message.ShouldContain("says that it did not finish: 7");
    }

    [Test]
    public async Task The_program_is_rehearsed_on_the_clone_and_not_on_the_live_database()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        await world.BackUpAsync();
        var step = RehearsalSteps.For(
            world.Target,
            world.Release,
            ProgramMigrationSteps.Rehearsal(world.Target, Program(Second)),
            ScriptRehearsal.Probe(world.Target, null, world.Options, world.Release),
            null,
            []
        );

        await world.RunAsync([step]);

        world.Facts.Find(step.Id, "migrations").ShouldBe("shop.0002_note");
        (await world.AskAsync<long>("SELECT count(*) FROM django_migrations")).ShouldBe(1);
    }

    [Test]
    public async Task A_program_that_fails_half_way_is_taken_back_with_every_row()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        await world.BackUpAsync();
        await world.SqlAsync("INSERT INTO orders DEFAULT VALUES");
        await world.RunAsync(
            FenceSteps.For(world.Target, PostgresSetUp.Tools, world.Options, null, world.Release)
        );
        await world.RunAsync([FenceSteps.Open(world.Target, Stage.Migrate, world.Release)]);
        var run = ProgramMigrationSteps.Run(
            world.Target,
            Program("DROP TABLE orders", "SELECT broken"),
            world.Release
        );

        await Should.ThrowAsync<CommandFailedException>(() => world.RunAsync([run]));
        await run.Undo!.Act(world.Context, default);

        (await world.AskAsync<long>("SELECT count(*) FROM orders")).ShouldBe(1);
        (await world.ExistsAsync(world.Failed)).ShouldBeTrue();
    }

    [Test]
    public async Task What_a_service_applied_at_its_start_is_told()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        var steps = ProgramMigrationSteps.AtStart(world.Target, null, world.Release);
        await world.RunAsync([ProgramMigrationSteps.History(world.Target, null), steps[0]]);
        await world.SqlAsync(Second);

        await world.RunAsync([steps[1]]);

        world.Facts.Find(steps[0].Id, "applied").ShouldBe("shop.0002_note");
    }

    [Test]
    public void Variables_are_told_in_the_form_that_the_program_wants_and_the_password_stays_secret()
    {
        var target = new DatabaseTarget(
            new PostgresServer
            {
                Host = "db",
                Port = 5433,
                User = "shop",
                Password = new Secret("SHOP_PASSWORD", "p@ss/word"),
            },
            "shop"
        );
        var command = new ProgramMigration
        {
            Place = new ThisMachine(),
            Command = new Command("flyway", "migrate"),
            Variables = new Dictionary<string, DatabaseForm>
            {
                ["FLYWAY_URL"] = DatabaseForm.JdbcUrl,
                ["FLYWAY_PASSWORD"] = DatabaseForm.Password,
                ["ConnectionStrings__Shop"] = DatabaseForm.ConnectionString,
            },
        }.For(target);

        command.Environment["FLYWAY_URL"].Reveal().ShouldBe("jdbc:postgresql://db:5433/shop?sslmode=prefer");
        command
            .Environment["DATABASE_URL"]
            .Reveal()
            .ShouldBe("postgres://shop:p%40ss%2Fword@db:5433/shop?sslmode=prefer");
        command.Environment["ConnectionStrings__Shop"].Reveal().ShouldContain("p@ss/word");
        command.ToString().ShouldNotContain("word@");
        command.ToString().ShouldNotContain("p@ss");
    }

    private static string? Applied(World world) =>
        world.Facts.Find($"migrate/command:{world.Target.Label}", "applied");

    private static ProgramMigration Program(params string[] sql) =>
        new()
        {
            Place = new ThisMachine(),
            Command = new Command(
                PostgresSetUp.Tools.Program("psql"),
                [
                    "--no-psqlrc",
                    "--quiet",
                    "--set=ON_ERROR_STOP=1",
                    .. sql.Select(text => $"--command={text}"),
                ]
            ),
        };
}
