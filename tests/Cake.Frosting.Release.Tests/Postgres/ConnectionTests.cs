using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Postgres;

namespace Cake.Frosting.Release.Tests.Postgres;

public sealed class ConnectionTests
{
    [Test]
    public async Task A_wrong_password()
    {
        var server = PostgresSetUp.Server with { Password = new Secret("SHOP_PASSWORD", "wrong-one") };
        var error = await FailAsync(server, "postgres");
        error.Problem.ShouldBe(
            $"PostgreSQL at {server}, database postgres, user postgres: the password is wrong."
        );
        error.WayOut.ShouldBe("Check the value of the environment variable SHOP_PASSWORD.");
        error.ToString().ShouldNotContain("wrong-one");
    }

    [Test]
    public async Task No_password()
    {
        var server = PostgresSetUp.Server with { Password = null };
        (await FailAsync(server, "postgres")).Problem.ShouldContain(
            "the server asks for a password and none is configured"
        );
    }

    [Test]
    public async Task A_wrong_port()
    {
        var server = PostgresSetUp.Server with { Port = PostgresSetUp.FreePort() };
        var error = await FailAsync(server, "postgres");
        error.Problem.ShouldBe(
            $"PostgreSQL at {server}, database postgres, user postgres: no connection: Connection refused."
        );
        error.WayOut.ShouldBe($"Check that the server runs and listens on {server}.");
    }

    [Test]
    public async Task No_such_database()
    {
        var error = await FailAsync(PostgresSetUp.Server, "no \"such\" one");
        error.Problem.ShouldContain("there is no such database");
        error.WayOut.ShouldContain("CREATE DATABASE \"no \"\"such\"\" one\"");
    }

    [Test]
    public async Task Too_many_connections()
    {
        await using var world = await World.CreateAsync();
        await world.SqlAsync(
            $"DO $$ BEGIN CREATE ROLE crowd LOGIN PASSWORD '{PostgresSetUp.Password}'; EXCEPTION WHEN duplicate_object THEN NULL; END $$; ALTER DATABASE {world.Target.Name} CONNECTION LIMIT 0"
        );
        var error = await FailAsync(world.Target.Server with { User = "crowd" }, world.Target.Name);
        error.Problem.ShouldContain("the server has no connection left");
    }

    [Test]
    public async Task Programs_that_are_missing_or_too_old_say_how_to_get_them()
    {
        var error = await Should.ThrowAsync<ReleaseRefusedException>(() =>
            PostgresTools.FindAsync(PostgresSetUp.Runner, new ThisMachine(), "/nowhere", 15)
        );
        error.Message.ShouldContain("pg_dump is not to be found in /nowhere");
        error.Message.ShouldContain("apt-get install postgresql-client-15");
        error = await Should.ThrowAsync<ReleaseRefusedException>(() =>
            PostgresTools.FindAsync(PostgresSetUp.Runner, new ThisMachine(), null, 99)
        );
        error.Message.ShouldContain("the server of 99: it refuses to dump a newer server");
    }

    [Test]
    public async Task Backup_with_a_wrong_password_shows_no_password()
    {
        await using var world = await World.CreateAsync();
        var server = world.Target.Server with { Password = new Secret("SHOP_PASSWORD", "wrong-one") };
        Directory.CreateDirectory(world.Backups);
        var plan = new BackupPlan(
            world.Target with
            {
                Server = server,
            },
            PostgresSetUp.Tools,
            world.Options,
            world.Release
        );
        var error = await Should.ThrowAsync<CommandFailedException>(() =>
            PostgresSetUp.Runner.PipeAsync(plan.Dump(world.Backups))
        );
        error.Message.ShouldNotContain("wrong-one");
        error.Message.ShouldContain("PGPASSWORD=\"$SHOP_PASSWORD\"");
        error.Message.ShouldContain("password authentication failed");
    }

    private static Task<ReleaseRefusedException> FailAsync(PostgresServer server, string database) =>
        Should.ThrowAsync<ReleaseRefusedException>(() => Session.OpenAsync(server, database, default));
}
