using System.Globalization;
using Cake.Frosting.Release.Commands;
using Npgsql;

namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// Tells a program where its database is, through its environment: the variables of libpq, DATABASE_URL, and whatever
/// variables the program asks for. What holds the password is a secret.
/// </summary>
internal static class DatabaseEnvironment
{
    public static Command Tell(
        Command command,
        DatabaseTarget target,
        IReadOnlyDictionary<string, DatabaseForm> variables
    )
    {
        (string, DatabaseForm)[] always =
        [
            ("PGHOST", DatabaseForm.Host),
            ("PGPORT", DatabaseForm.Port),
            ("PGDATABASE", DatabaseForm.Name),
            ("PGUSER", DatabaseForm.User),
            ("PGPASSWORD", DatabaseForm.Password),
            ("DATABASE_URL", DatabaseForm.Url),
        ];
        command = command.WithEnvironment("PGSSLMODE", target.Server.SslMode);
        foreach (
            var (name, form) in always.Concat(variables.Select(variable => (variable.Key, variable.Value)))
        )
        {
            if (ValueOf(name, form, target) is { } value)
            {
                command = command.WithEnvironment(name, value);
            }
        }

        return command;
    }

    private static EnvironmentValue? ValueOf(string name, DatabaseForm form, DatabaseTarget target)
    {
        var server = target.Server;
        var password = server.Password;
        // While a release is planned a secret may be missing still; Preflight refuses that.
        EnvironmentValue Guarded(Func<string> text) =>
            password is null ? text() : new Secret(name, password.IsAvailable ? text() : null);
        return form switch
        {
            DatabaseForm.Host => server.Host,
            DatabaseForm.Port => server.Port.ToString(CultureInfo.InvariantCulture),
            DatabaseForm.Name => target.Name,
            DatabaseForm.User => server.User,
            DatabaseForm.Password => password is null ? null : EnvironmentValue.FromSecret(password),
            DatabaseForm.Url => Guarded(() => Url(target)),
            DatabaseForm.JdbcUrl =>
                $"jdbc:postgresql://{server.Host}:{server.Port}/{Uri.EscapeDataString(target.Name)}?sslmode={server.SslMode}",
            _ => Guarded(() => ConnectionString(target)),
        };
    }

    private static string ConnectionString(DatabaseTarget target) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = target.Server.Host,
            Port = target.Server.Port,
            Database = target.Name,
            Username = target.Server.User,
            Password = target.Server.Password?.Reveal(),
        }.ConnectionString;

    private static string Url(DatabaseTarget target)
    {
        var server = target.Server;
        var password = server.Password is { } secret ? $":{Uri.EscapeDataString(secret.Reveal())}" : "";
        // The directory of a Unix socket stands percent-encoded in the place of the host.
        return $"postgres://{Uri.EscapeDataString(server.User)}{password}@{Uri.EscapeDataString(server.Host)}:{server.Port}/{Uri.EscapeDataString(target.Name)}?sslmode={server.SslMode}";
    }
}
