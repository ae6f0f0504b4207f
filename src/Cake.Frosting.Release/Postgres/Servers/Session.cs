using Npgsql;

namespace Cake.Frosting.Release.Postgres;

/// <summary>One connection of the tool's own, not pooled; what goes wrong on it arrives translated.</summary>
internal sealed class Session : IAsyncDisposable
{
    private const string Settings =
        "SET statement_timeout = 0; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0;"
        + " SET default_transaction_read_only = off; SET client_min_messages = warning";

    private readonly NpgsqlDataSource source;
    private readonly PostgresServer server;

    private Session(
        NpgsqlDataSource source,
        NpgsqlConnection connection,
        PostgresServer server,
        string database
    )
    {
        this.source = source;
        this.server = server;
        Connection = connection;
        Database = database;
    }

    public NpgsqlConnection Connection { get; }

    public PostgresServer Server => server;

    public string Database { get; }

    /// <summary>The server's major version.</summary>
    public int Major => Connection.PostgreSqlVersion.Major;

    /// <summary>Whether a transaction was begun here with <see cref="BeginAsync"/>.</summary>
    public bool InTransaction { get; private set; }

    /// <summary>The backend's process id.</summary>
    public int ProcessId => Connection.ProcessID;

    public static Task<Session> OpenAsync(
        PostgresServer server,
        string database,
        CancellationToken cancellationToken
    ) => OpenAsync(server, database, withItsTypes: false, cancellationToken);

    /// <summary>Opens a session.</summary>
    /// <param name="server">The server.</param>
    /// <param name="database">The database.</param>
    /// <param name="withItsTypes">Whether values of types of the database's own, such as enumerations, will be read.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<Session> OpenAsync(
        PostgresServer server,
        string database,
        bool withItsTypes,
        CancellationToken cancellationToken
    )
    {
        var source = Source(server, database, withItsTypes);
        try
        {
            var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            var session = new Session(source, connection, server, database);
            // A maintenance session must not be ended by limits that are meant for the service.
            await session.ExecuteAsync(Settings, cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch (Exception exception)
            when (exception is NpgsqlException or TimeoutException or ArgumentException)
        {
            await source.DisposeAsync().ConfigureAwait(false);
            throw PostgresErrors.Translate(exception, server, database);
        }
        catch
        {
            await source.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Begins a transaction that lasts as long as the session, or until a COMMIT.</summary>
    public async Task BeginAsync(string sql, CancellationToken cancellationToken)
    {
        await ExecuteAsync(sql, cancellationToken).ConfigureAwait(false);
        InTransaction = true;
    }

    /// <summary>Takes back what a script may have set for the session.</summary>
    public Task ResetAsync(CancellationToken cancellationToken) =>
        ExecuteAsync($"RESET SESSION AUTHORIZATION; RESET ALL; {Settings}", cancellationToken);

    public static Task<Session> MaintainAsync(PostgresServer server, CancellationToken cancellationToken) =>
        OpenAsync(server, server.MaintenanceDatabase, cancellationToken);

    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken, params object[] values)
    {
        try
        {
            await using var command = Command(sql, values);
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (NpgsqlException exception)
        {
            throw PostgresErrors.Translate(exception, server, Database, sql);
        }
    }

    public async Task<T> ScalarAsync<T>(
        string sql,
        CancellationToken cancellationToken,
        params object[] values
    )
    {
        var rows = await QueryAsync(sql, reader => reader.GetFieldValue<T>(0), cancellationToken, values)
            .ConfigureAwait(false);
        return rows[0];
    }

    public async Task<IReadOnlyList<T>> QueryAsync<T>(
        string sql,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken,
        params object[] values
    )
    {
        try
        {
            await using var command = Command(sql, values);
            await using var reader = await command
                .ExecuteReaderAsync(cancellationToken)
                .ConfigureAwait(false);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                rows.Add(read(reader));
            }

            return rows;
        }
        catch (NpgsqlException exception)
        {
            throw PostgresErrors.Translate(exception, server, Database, sql);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync().ConfigureAwait(false);
        await source.DisposeAsync().ConfigureAwait(false);
    }

    private NpgsqlCommand Command(string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, Connection) { CommandTimeout = 0 };
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return command;
    }

    private static NpgsqlDataSource Source(PostgresServer server, string database, bool withItsTypes)
    {
        var builder = new NpgsqlConnectionStringBuilder
        {
            Host = server.Host,
            Port = server.Port,
            Username = server.User,
            Database = database,
            SslMode = Enum.Parse<SslMode>(server.SslMode.Replace("-", "", StringComparison.Ordinal), true),
            Pooling = false,
            Enlist = false,
            Timeout = Math.Clamp((int)server.ConnectTimeout.TotalSeconds, 1, 1024),
            CommandTimeout = 0,
            KeepAlive = 30,
            ApplicationName = Application.Name,
            GssEncryptionMode = GssEncryptionMode.Disable,
        };
        var source = new NpgsqlDataSourceBuilder(builder.ConnectionString) { Name = database };
        // Asking a database for its types takes longer than connecting, and there are many short sessions.
        source.ConfigureTypeLoading(types => types.EnableTypeLoading(withItsTypes));
        if (server.Password is { } password)
        {
            source.UsePasswordProvider(
                _ => password.Reveal(),
                (_, _) => new ValueTask<string>(password.Reveal())
            );
        }

        return source.Build();
    }
}
