using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Postgres;

namespace Cake.Frosting.Release.Tests.Postgres;

/// <summary>Each way in which a backup can lie is caught, with a message of its own.</summary>
public sealed class LieTests
{
    private const string Shop = """
        CREATE TABLE orders (id int PRIMARY KEY, total numeric);
        INSERT INTO orders SELECT i, i * 10 FROM generate_series(1, 5000) i;
        CREATE TABLE customers (id int PRIMARY KEY, name text);
        INSERT INTO customers SELECT i, 'Customer ' || i FROM generate_series(1, 300) i;
        CREATE SEQUENCE numbers;
        SELECT setval('numbers', 77);
        SELECT lo_from_bytea(4711, '\xcafe')
        """;

    [Test]
    public Task Rows_deleted() =>
        CaughtAfterRestoreAsync(
            "DELETE FROM orders WHERE id <= 3",
            "the table public.orders has 4997 rows instead of 5000"
        );

    [Test]
    public Task A_row_changed() =>
        CaughtAfterRestoreAsync(
            "UPDATE orders SET total = 11 WHERE id = 1",
            "the table public.orders has its 5000 rows, but not the same content"
        );

    [Test]
    public Task A_table_missing() =>
        CaughtAfterRestoreAsync(
            "DROP TABLE customers",
            "the table public.customers is missing (300 rows in the database)"
        );

    [Test]
    public Task A_table_too_many() =>
        CaughtAfterRestoreAsync(
            "CREATE TABLE extra (a int)",
            "the table public.extra is in the dump and not in the database"
        );

    [Test]
    public Task A_sequence_elsewhere() =>
        CaughtAfterRestoreAsync(
            "SELECT setval('numbers', 5)",
            "the sequence public.numbers stands at 5 instead of 77"
        );

    [Test]
    public Task A_large_object_missing() =>
        CaughtAfterRestoreAsync("SELECT lo_unlink(4711)", "there are 0 large objects instead of 1");

    [Test]
    public Task A_large_object_changed() =>
        CaughtAfterRestoreAsync(
            "SELECT lo_put(4711, 0, '\\xff')",
            "the 1 large objects have not the same content"
        );

    [Test]
    public Task An_index_missing() =>
        CaughtAfterRestoreAsync(
            "ALTER TABLE customers DROP CONSTRAINT customers_pkey",
            "of the schema this is missing: CONSTRAINT customers customers_pkey"
        );

    [Test]
    public Task A_column_of_another_type() =>
        CaughtAfterRestoreAsync(
            "ALTER TABLE customers ALTER name TYPE varchar(50)",
            "of the schema this differs: TABLE customers in public"
        );

    [Test]
    public Task A_privilege_too_many() =>
        CaughtAfterRestoreAsync("GRANT SELECT ON customers TO PUBLIC", "ACL TABLE customers");

    [Test]
    public async Task One_digit_flipped_in_a_plain_dump()
    {
        await CaughtInFileAsync(
            BackupFormat.Plain,
            (_, dump) => ReplaceAsync(dump, "\n4242\t42420\n", "\n4242\t42421\n"),
            "the table public.orders has its 5000 rows, but not the same content"
        );
    }

    [Test]
    public async Task A_plain_dump_cut_in_the_middle()
    {
        await CaughtInFileAsync(
            BackupFormat.Plain,
            (_, dump) => CutAsync(dump, 0.5),
            "rows instead of 5000",
            "is missing"
        );
    }

    [Test]
    public async Task A_custom_dump_cut_in_the_middle()
    {
        await CaughtInFileAsync(
            BackupFormat.Custom,
            (_, dump) => CutAsync(dump, 0.6),
            "cannot be restored, so it is no backup",
            "pg_restore"
        );
    }

    [Test]
    public async Task One_byte_corrupted_in_a_directory_dump()
    {
        await CaughtInFileAsync(
            BackupFormat.Directory,
            async (_, dump) =>
            {
                var largest = new DirectoryInfo(dump).GetFiles("*.gz").MaxBy(file => file.Length)!.FullName;
                var bytes = await File.ReadAllBytesAsync(largest);
                bytes[bytes.Length / 2] ^= 0x10;
                await File.WriteAllBytesAsync(largest, bytes);
            },
            "cannot be restored, so it is no backup"
        );
    }

    [Test]
    public async Task A_file_of_a_directory_dump_missing()
    {
        await CaughtInFileAsync(
            BackupFormat.Directory,
            (_, dump) =>
            {
                new DirectoryInfo(dump).GetFiles("*.gz").MaxBy(file => file.Length)!.Delete();
                return Task.CompletedTask;
            },
            "cannot be restored, so it is no backup"
        );
    }

    [Test]
    public async Task One_table_left_out()
    {
        await CaughtInFileAsync(
            BackupFormat.Custom,
            (world, dump) =>
                DumpInsteadAsync(
                    world,
                    dump,
                    BackupFormat.Custom,
                    world.Target.Name,
                    "--exclude-table=customers"
                ),
            "the table public.customers is missing (300 rows in the database)"
        );
    }

    [TestCase(BackupFormat.Plain)]
    [TestCase(BackupFormat.Custom)]
    public async Task The_schema_only(BackupFormat format)
    {
        await CaughtInFileAsync(
            format,
            (world, dump) => DumpInsteadAsync(world, dump, format, world.Target.Name, "--schema-only"),
            "none has a row, of 5300 in the database: the dump holds the schema only"
        );
    }

    [Test]
    public async Task Another_database()
    {
        await using var other = await World.CreateAsync(sql: "CREATE TABLE other (a int)");
        await CaughtInFileAsync(
            BackupFormat.Custom,
            (world, dump) => DumpInsteadAsync(world, dump, BackupFormat.Custom, other.Target.Name),
            "the table public.orders is missing (5000 rows in the database)",
            "the table public.other is in the dump and not in the database"
        );
    }

    [Test]
    public async Task Rows_of_another_day()
    {
        await CaughtInFileAsync(
            BackupFormat.Custom,
            async (world, dump) =>
            {
                await world.SqlAsync("DELETE FROM orders WHERE id > 4000");
                await DumpInsteadAsync(world, dump, BackupFormat.Custom, world.Target.Name);
            },
            "the table public.orders has 4000 rows instead of 5000"
        );
    }

    [Test]
    public async Task Verify_list_sees_a_dump_that_was_cut()
    {
        await using var world = await World.CreateAsync(sql: Shop);
        foreach (var format in new[] { BackupFormat.Plain, BackupFormat.Custom })
        {
            var options = world.Options with
            {
                Format = format,
                Verify = BackupVerification.List,
                Compression = DumpCompression.None,
            };
            var steps = world.BackupSteps(options);
            await steps[0].Act(world.Context, default);
            await CutAsync(world.DumpFile(options), 0.6);

            await Should.ThrowAsync<ReleaseException>(() => steps[^1].Act(world.Context, default));
            File.Exists(Path.Combine(world.Dump, BackupManifest.FileName)).ShouldBeFalse();
        }
    }

    private static async Task CaughtAfterRestoreAsync(string change, string message)
    {
        await using var world = await World.CreateAsync(sql: Shop);
        var steps = world.BackupSteps();
        await steps[0].Act(world.Context, default);
        await steps[1].Act(world.Context, default);
        await world.SqlAsync(change, world.Scratch);

        var error = await Should.ThrowAsync<ReleaseRefusedException>(() =>
            steps[2].Act(world.Context, default)
        );

        error.Message.ShouldContain(message);
        error.Message.ShouldContain($"The backup of {world.Target.Name} in ");
        File.Exists(Path.Combine(world.Dump, BackupManifest.FileName)).ShouldBeFalse();
        (
            await world.ExistsAsync(DatabaseNames.SchemaOnly(world.Target.Name, world.Release.DatabaseSuffix))
        ).ShouldBeFalse();
    }

    private static async Task CaughtInFileAsync(
        BackupFormat format,
        Func<World, string, Task> change,
        params string[] messages
    )
    {
        await using var world = await World.CreateAsync(sql: Shop);
        // A plain dump that is not compressed has no digest of its own to save it.
        var options =
            format == BackupFormat.Plain
                ? world.Options with
                {
                    Format = format,
                    Compression = DumpCompression.None,
                }
                : world.Options with
                {
                    Format = format,
                };
        var steps = world.BackupSteps(options);
        await steps[0].Act(world.Context, default);
        await change(world, world.DumpFile(options));

        var error = await Should.ThrowAsync<ReleaseException>(async () =>
        {
            await steps[1].Act(world.Context, default);
            await steps[2].Act(world.Context, default);
        });

        foreach (var message in messages)
        {
            error.Message.ShouldContain(message);
        }

        File.Exists(Path.Combine(world.Dump, BackupManifest.FileName)).ShouldBeFalse();
        BackupList.Read(world.Backups).ShouldBeEmpty();
    }

    private static async Task ReplaceAsync(string file, string text, string by)
    {
        var content = await File.ReadAllTextAsync(file);
        content.ShouldContain(text);
        await File.WriteAllTextAsync(file, content.Replace(text, by, StringComparison.Ordinal));
    }

    private static async Task CutAsync(string file, double part)
    {
        var bytes = await File.ReadAllBytesAsync(file);
        var end = (int)(bytes.Length * part);
        // At the end of a line a plain dump loads without any error.
        end = file.EndsWith(".sql", StringComparison.Ordinal)
            ? Array.LastIndexOf(bytes, (byte)'\n', end) + 1
            : end;
        await File.WriteAllBytesAsync(file, bytes[..end]);
    }

    private static Task<CommandResult> DumpInsteadAsync(
        World world,
        string dump,
        BackupFormat format,
        string database,
        params string[] options
    )
    {
        File.Delete(dump);
        var command = ToolCommands
            .Connect(world.Target.Server, PostgresSetUp.Tools, "pg_dump", database)
            .With(options)
            .With($"--format={format.ToString().ToLowerInvariant()}", $"--file={dump}");
        return PostgresSetUp.Runner.RunAsync(new ThisMachine(), command);
    }
}
