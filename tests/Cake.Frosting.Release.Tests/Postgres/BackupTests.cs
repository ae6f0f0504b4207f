using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Postgres;

namespace Cake.Frosting.Release.Tests.Postgres;

public sealed class BackupTests
{
    private const string Everything = """
        CREATE SCHEMA "Weird ""schema""; $(rm -rf) €";
        CREATE TABLE "Weird ""schema""; $(rm -rf) €"."a 'table'
        with a line break" ("the whole row" int, "x y" text);
        INSERT INTO "Weird ""schema""; $(rm -rf) €"."a 'table'
        with a line break" SELECT i, 'v' || i FROM generate_series(1, 100) i;
        CREATE EXTENSION pg_trgm;
        CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
        CREATE DOMAIN positive AS int CHECK (VALUE > 0);
        CREATE TABLE kinds (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, m mood, ms mood[], d positive, j json,
            jb jsonb, p point, x xml, b bytea, n numeric, f float8, r int4range, t timestamptz, i interval, rc regclass,
            status varchar(10) CHECK (status IN ('new', 'paid')), doubled int GENERATED ALWAYS AS (d * 2) STORED);
        INSERT INTO kinds (m, ms, d, j, jb, p, x, b, n, f, r, t, i, rc, status)
            SELECT 'ok', '{sad,happy}', i, '{"a":1}', '{"b":2}', point(i, i), '<a/>', '\x00ff', i / 3.0, i / 7.0,
                int4range(i, i + 2), '2026-01-01Z', '1 day', 'pg_class', 'paid' FROM generate_series(1, 50) i;
        CREATE TABLE enums (m mood);
        INSERT INTO enums SELECT 'happy' FROM generate_series(1, 10);
        CREATE TABLE parts (id bigint, region text) PARTITION BY LIST (region);
        CREATE TABLE parts_eu PARTITION OF parts FOR VALUES IN ('eu');
        CREATE TABLE parts_rest PARTITION OF parts DEFAULT;
        INSERT INTO parts SELECT i, CASE WHEN i % 2 = 0 THEN 'eu' ELSE 'us' END FROM generate_series(1, 200) i;
        CREATE VIEW v AS SELECT id, upper(status) AS s FROM kinds WHERE status IN ('new', 'paid');
        CREATE MATERIALIZED VIEW mv AS SELECT count(*) AS c FROM kinds;
        CREATE TABLE empty_json (j json);
        CREATE TABLE no_columns ();
        CREATE UNLOGGED TABLE fleeting (a int);
        INSERT INTO fleeting VALUES (1), (2);
        CREATE SEQUENCE loose INCREMENT -1;
        SELECT nextval('loose');
        SELECT lo_from_bytea(0, '\xdeadbeef');
        SELECT lo_put(lo_from_bytea(0, '\x01'), 10000, '\x02');
        CREATE FUNCTION twice(a int) RETURNS int LANGUAGE SQL BEGIN ATOMIC SELECT CASE WHEN a > 0 THEN a * 2 END; END;
        CREATE FUNCTION body() RETURNS text LANGUAGE plpgsql AS $fn$
        BEGIN
        SET LOCAL work_mem = '1MB';
        -- a comment; with a semicolon
        RETURN 'x;y';
        END $fn$
        """;

    [TestCase(BackupFormat.Directory, CompressionMethod.Gzip, "dump")]
    [TestCase(BackupFormat.Directory, CompressionMethod.None, "dump")]
    [TestCase(BackupFormat.Custom, CompressionMethod.Gzip, "dump.pgdump")]
    [TestCase(BackupFormat.Custom, CompressionMethod.Zstd, "dump.pgdump.zst")]
    [TestCase(BackupFormat.Custom, CompressionMethod.Lz4, "dump.pgdump.lz4")]
    [TestCase(BackupFormat.Plain, CompressionMethod.None, "dump.sql")]
    [TestCase(BackupFormat.Plain, CompressionMethod.Gzip, "dump.sql.gz")]
    [TestCase(BackupFormat.Plain, CompressionMethod.Zstd, "dump.sql.zst")]
    public async Task A_database_with_everything_in_it_is_proven(
        BackupFormat format,
        CompressionMethod method,
        string name
    )
    {
        await using var world = await World.CreateAsync(sql: Everything);

        var manifest = await world.BackUpAsync(
            world.Options with
            {
                Format = format,
                Compression = DumpCompression.Of(method),
            }
        );

        // From version 16 on pg_dump compresses by itself.
        if (PostgresSetUp.Tools.Version.Major < 16 || format == BackupFormat.Plain)
        {
            Path.Exists(Path.Combine(world.Dump, name)).ShouldBeTrue();
        }

        manifest.Verified.ShouldBe(BackupVerification.Restore);
        manifest.Content.LargeObjects.ShouldBe(2);
        manifest.Content.Rows.ShouldBe(100 + 50 + 10 + 200 + 2);
        (await world.ExistsAsync(world.Scratch)).ShouldBeTrue("the scratch database is the restore point");
        (await BackupManifest.VerifyAsync(world.Dump)).Sha256.ShouldBe(manifest.Sha256);
        world.Facts.Find($"backup/compare:{world.Target.Label}", "verified").ShouldBe("restore");
        Directory.GetDirectories(world.Backups, "*.partial").ShouldBeEmpty();
    }

    [TestCase("")]
    [TestCase("a b'c\"d$(touch x)\n;é\\")]
    [TestCase("postgresql://evil=1")]
    [TestCase("a-very-long-name-of-a-database-that-takes-all-of-the-63-bytes-xx")]
    public async Task A_database_of_any_name_and_an_empty_one(string name)
    {
        await using var world = await World.CreateAsync(
            name.Length == 0 ? null : name[..Math.Min(name.Length, 63)]
        );

        var manifest = await world.BackUpAsync();

        manifest.Verified.ShouldBe(BackupVerification.Restore);
        manifest.Content.Tables.ShouldBeEmpty();
    }

    [Test]
    public async Task A_backup_under_write_load_is_the_snapshot_exactly()
    {
        await using var world = await World.CreateAsync(
            sql: "CREATE TABLE orders (id bigserial PRIMARY KEY, note text); INSERT INTO orders (note) SELECT 'n' FROM generate_series(1, 20000)"
        );
        using var stop = new CancellationTokenSource();
        var writers = Enumerable
            .Range(0, 3)
            .Select(async _ =>
            {
                await using var session = await Session.OpenAsync(
                    world.Target.Server,
                    world.Target.Name,
                    default
                );
                while (!stop.IsCancellationRequested)
                {
                    await session.ExecuteAsync("INSERT INTO orders (note) VALUES ('live')", default);
                    await session.ExecuteAsync("UPDATE orders SET note = 'u' WHERE id = 1", default);
                }
            })
            .ToList();

        await Task.Delay(100);
        var manifest = await world.BackUpAsync();
        await stop.CancelAsync();
        await Task.WhenAll(writers);

        manifest.Verified.ShouldBe(BackupVerification.Restore);
        (await world.AskAsync<long>("SELECT count(*) FROM orders")).ShouldBeGreaterThan(
            manifest.Content.Rows
        );
        (await world.AskAsync<long>("SELECT count(*) FROM orders", world.Scratch)).ShouldBe(
            manifest.Content.Rows
        );
    }

    [Test]
    public async Task Owner_privileges_settings_and_comment_are_on_the_restore_point()
    {
        await using var world = await World.CreateAsync(sql: "CREATE TABLE t (a int)");
        var name = SqlText.Identifier(world.Target.Name);
        await world.SqlAsync(
            $"""
            DO $$ BEGIN CREATE ROLE shop_app LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
            ALTER DATABASE {name} OWNER TO shop_app;
            REVOKE CONNECT ON DATABASE {name} FROM PUBLIC;
            GRANT CONNECT ON DATABASE {name} TO shop_app;
            ALTER DATABASE {name} SET search_path TO app, public;
            ALTER DATABASE {name} SET work_mem = '5MB';
            ALTER ROLE shop_app IN DATABASE {name} SET statement_timeout = '7s';
            ALTER DATABASE {name} CONNECTION LIMIT 42;
            COMMENT ON DATABASE {name} IS 'it''s the shop'
            """
        );

        await world.BackUpAsync();

        await using var maintenance = await Session.MaintainAsync(world.Target.Server, default);
        var live = await DatabaseProperties.ReadAsync(maintenance, world.Target.Name, default);
        var scratch = await DatabaseProperties.ReadAsync(maintenance, world.Scratch, default);
        scratch.Grants.ShouldBe(live.Grants);
        scratch.Settings.ShouldBe(live.Settings);
        (scratch.Owner, scratch.Comment, scratch.ConnectionLimit).ShouldBe(("shop_app", "it's the shop", 42));
    }

    [Test]
    public async Task Rows_left_out_on_purpose_are_known()
    {
        await using var world = await World.CreateAsync(
            sql: "CREATE TABLE logs (a int); INSERT INTO logs VALUES (1); CREATE TABLE \"Logs 2\" (a int); INSERT INTO \"Logs 2\" VALUES (1); CREATE TABLE t (a int); INSERT INTO t VALUES (1)"
        );

        var manifest = await world.BackUpAsync(
            world.Options with
            {
                ExcludeTableData = ["log*", "public.\"Logs 2\""],
            }
        );

        manifest
            .Content.Tables.Where(table => table.Excluded)
            .Select(table => table.Name)
            .ShouldBe(["Logs 2", "logs"], ignoreOrder: true);
        manifest.Content.Rows.ShouldBe(1);
    }

    [Test]
    public async Task What_was_issued_is_what_was_planned_and_no_password_is_in_it()
    {
        await using var world = await World.CreateAsync(
            sql: "CREATE TABLE t (a int); INSERT INTO t VALUES (1)"
        );
        var steps = world.BackupSteps();

        await world.RunAsync(steps);

        Planned.ShouldMatch(steps.SelectMany(step => step.Instructions), world.Events.Instructions);
        var all = string.Join(
            '\n',
            world
                .Events.Instructions.Select(i => i.Text)
                .Concat(world.Events.Lines)
                .Concat(world.Facts.All.Values)
        );
        all.ShouldNotContain(PostgresSetUp.Password);
        all.ShouldContain("PGPASSWORD=\"$TEST_PG_PASSWORD\"");
        File.ReadAllText(Path.Combine(world.Dump, "manifest.json")).ShouldNotContain(PostgresSetUp.Password);
    }

    [Test]
    public async Task A_killed_run_is_taken_up_again()
    {
        await using var world = await World.CreateAsync(
            sql: "CREATE TABLE t (a int); INSERT INTO t VALUES (1)"
        );
        var leftover = Path.Combine(
            world.Backups,
            $"{world.Target.Name}-{world.Release.Id}-20261121T000000Z.partial"
        );
        Directory.CreateDirectory(leftover);
        await world.SqlAsync($"CREATE DATABASE {SqlText.Identifier(world.Scratch)}");
        await world.SqlAsync("CREATE TABLE half (a int)", world.Scratch);

        var manifest = await world.BackUpAsync();

        manifest.Verified.ShouldBe(BackupVerification.Restore);
        Directory.Exists(leftover).ShouldBeFalse();
        var before = world.Dump;
        await world.RunAsync(world.BackupSteps());
        world.Dump.ShouldBe(before, "what is done is not done again");
    }

    [Test]
    public async Task A_live_release_removes_the_dumps_that_others_had_cut_off_and_no_other_databases()
    {
        await using var world = await World.CreateAsync(sql: "CREATE TABLE t (a int)");
        await world.BackUpAsync();
        var left = Directory.CreateDirectory(
            Path.Combine(
                world.Backups,
                $"{world.Target.Name}-20250101T000000Z-0.9.0-20250101T000002Z.partial"
            )
        );
        var another = Directory.CreateDirectory(
            Path.Combine(world.Backups, "another-20250101T000000Z-0.9.0-20250101T000002Z.partial")
        );

        await world.RunAsync([TidySteps.For(world.Target, world.Backups, world.Release)]);

        Directory
            .GetDirectories(world.Backups)
            .ShouldBe([world.Dump, another.FullName], ignoreOrder: true, $"{left} was cut off");
    }

    [Test]
    public async Task Retention_keeps_the_newest_and_the_protected()
    {
        await using var world = await World.CreateAsync(sql: "CREATE TABLE t (a int)");
        var directories = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            foreach (
                var step in world.BackupSteps(
                    world.Options with
                    {
                        Keep = 2,
                        Protected = [.. directories.Take(1)],
                    }
                )
            )
            {
                await step.Act(world.Context, default);
            }

            directories.Add(world.Dump);
        }

        BackupList
            .Read(world.Backups)
            .Select(backup => backup.Directory)
            .ShouldBe([directories[3], directories[2], directories[0]]);
    }

    [Test]
    public async Task A_link_to_the_newest_backup_is_not_taken_for_another_backup()
    {
        await using var world = await World.CreateAsync(sql: "CREATE TABLE t (a int)");
        var options = world.Options with { Keep = 1 };
        await world.BackUpAsync(options);
        Directory.CreateSymbolicLink(Path.Combine(world.Backups, "latest"), world.Dump);
        var before = world.Dump;

        foreach (var step in world.BackupSteps(options))
        {
            await step.Act(world.Context, default);
        }

        BackupList.Read(world.Backups).Select(backup => backup.Directory).ShouldBe([world.Dump]);
        Directory.Exists(before).ShouldBeFalse("the older one went by its own name");
        BackupLeftovers.RemoveSurplus(world.Backups, "shop", world.Target.Name, 1).ShouldBeEmpty();
    }

    [Test]
    public async Task A_backup_that_was_changed_later_is_seen_by_its_digests()
    {
        await using var world = await World.CreateAsync(sql: "CREATE TABLE t (a int)");
        await world.BackUpAsync(
            world.Options with
            {
                Format = BackupFormat.Plain,
                Compression = DumpCompression.None,
            }
        );
        var file = Path.Combine(world.Dump, "dump.sql");
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[^2] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);

        var error = await Should.ThrowAsync<ReleaseRefusedException>(() =>
            BackupManifest.VerifyAsync(world.Dump)
        );

        error.Message.ShouldContain("dump.sql was changed: its SHA-256 is");
    }
}
