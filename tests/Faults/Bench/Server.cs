using Npgsql;

namespace Faults.Bench;

/// <summary>The database server as the suite asks it, past everything that can fail between it and the tool.</summary>
/// <param name="port">Its port on 127.0.0.1.</param>
/// <param name="user">A superuser.</param>
/// <param name="password">Asked when it is needed: the workspace is made later.</param>
internal class Server(int port, string user, Func<string> password)
{
    public int Port => port;

    /// <summary>Asks the server.</summary>
    public async Task<T> QueryAsync<T>(string database, string sql, params IEnumerable<object> values)
    {
        await using var connection = new NpgsqlConnection(Address(database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.AddWithValue(value);
        }

        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Executes a statement.</summary>
    public async Task ExecuteAsync(string database, string sql, params IEnumerable<object> values)
    {
        await using var connection = new NpgsqlConnection(Address(database));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.AddWithValue(value);
        }

        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The databases that stand beside one, by name.</summary>
    public async Task<IReadOnlyList<string>> BesideAsync(string database) =>
        await QueryAsync<string[]>(
            "postgres",
            "select coalesce(array_agg(datname::text order by datname), '{}') from pg_database where starts_with(datname, $1)",
            database + "_"
        );

    /// <summary>Removes what a case leaves on purpose: failed databases that were kept, and the orders that were taken.</summary>
    public async Task TidyAsync(string database, Writer writer)
    {
        foreach (var name in await BesideAsync(database))
        {
            if (name.Contains("_failed_", StringComparison.Ordinal))
            {
                await ExecuteAsync("postgres", $"drop database \"{name}\" with (force)");
            }
        }

        var rows = writer.Acknowledged();
        await ExecuteAsync(database, "delete from orders where id = any($1)", rows.ToArray());
        writer.LetGo(rows);
    }

    protected string Address(string database) =>
        $"Host=127.0.0.1;Port={port};Database={database};Username={user};Password={password()};Pooling=false;Timeout=10";
}
