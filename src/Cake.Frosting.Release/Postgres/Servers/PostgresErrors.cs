using System.Net.Sockets;
using Cake.Frosting.Release.Errors;
using Npgsql;

namespace Cake.Frosting.Release.Postgres;

/// <summary>Turns what Npgsql throws into errors that say what happened, where, and the way out.</summary>
internal static class PostgresErrors
{
    /// <summary>The server's error behind a translated one; <c>null</c> where it came from elsewhere.</summary>
    public static PostgresException? Behind(Exception exception) =>
        exception as PostgresException ?? exception.InnerException as PostgresException;

    public static bool IsState(Exception exception, params ReadOnlySpan<string> states) =>
        Behind(exception) is { } error && states.Contains(error.SqlState);

    public static ReleaseException Translate(
        Exception exception,
        PostgresServer server,
        string database,
        string? sql = null
    )
    {
        var where = $"PostgreSQL at {server}, database {database}, user {server.User}";
        return exception switch
        {
            PostgresException error => FromServer(error, server, database, where, sql),
            { InnerException: TimeoutException } or TimeoutException => new ReleaseRefusedException(
                $"{where}: no answer within {server.ConnectTimeout.TotalSeconds:0} s.",
                "Check that the server runs there and that no firewall is between.",
                exception
            ),
            { InnerException: SocketException socket } => new ReleaseRefusedException(
                $"{where}: no connection: {socket.Message}.",
                $"Check that the server runs and listens on {server}.",
                exception
            ),
            { Message: var message } when message.Contains("password", StringComparison.OrdinalIgnoreCase) =>
                new ReleaseRefusedException(
                    $"{where}: the server asks for a password and none is configured.",
                    "Give the database a password from the environment.",
                    exception
                ),
            _ => new CommandFailedException(
                $"{where}: {exception.Message}{Statement(sql)}",
                null,
                exception.Message,
                "",
                exception
            ),
        };
    }

    private static ReleaseException FromServer(
        PostgresException error,
        PostgresServer server,
        string database,
        string where,
        string? sql
    ) =>
        error.SqlState switch
        {
            "28P01" => new ReleaseRefusedException(
                $"{where}: the password is wrong.",
                server.Password is { } secret
                    ? $"Check the value of the environment variable {secret.Name}."
                    : "Give the database a password from the environment.",
                error
            ),
            "28000" => new ReleaseRefusedException(
                $"{where}: the server lets this user not in: {error.MessageText}.",
                "Check the user's name, and pg_hba.conf on the server.",
                error
            ),
            "3D000" when sql is null => new ReleaseRefusedException(
                $"{where}: there is no such database.",
                $"Check the name, or create it: CREATE DATABASE {SqlText.Identifier(database)}.",
                error
            ),
            "53300" => new ReleaseRefusedException(
                $"{where}: the server has no connection left: {error.MessageText}.",
                "End idle sessions, or raise max_connections or the limit of the role or database.",
                error
            ),
            "55000" when sql is null => new ReleaseRefusedException(
                $"{where}: {error.MessageText}.",
                "A release fenced it and was not finished: resume the release, or roll it back.",
                error
            ),
            "42501" => new ReleaseRefusedException(
                $"{where}: the right is missing: {error.MessageText}.{Statement(sql)}",
                "Connect as the owner of the database with CREATEDB, or as a superuser.",
                error
            ),
            "53100" => new ReleaseRefusedException(
                $"{where}: the server's disk is full: {error.MessageText}.{Statement(sql)}",
                "Make room on the server's disk.",
                error
            ),
            _ => new CommandFailedException(
                $"{where}: {error.MessageText} (SQLSTATE {error.SqlState}){Details(error)}{Statement(sql)}",
                null,
                error.MessageText,
                error.Hint ?? "",
                error
            ),
        };

    private static string Details(PostgresException error) =>
        string.IsNullOrEmpty(error.Detail) ? "" : $"\n    {error.Detail}";

    private static string Statement(string? sql) =>
        sql is null ? "" : $"\n    in: {(sql.Length <= 200 ? sql : sql[..200] + " …")}";
}
