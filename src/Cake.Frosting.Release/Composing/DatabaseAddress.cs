using System.Globalization;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Postgres;

namespace Cake.Frosting.Release.Composing;

/// <summary>Where a database is, from its section of the configuration.</summary>
internal static class DatabaseAddress
{
    public static DatabaseTarget TargetOf(string label, Database section) =>
        section.Url is { } url ? FromUrl(label, section, url) : FromParts(label, section);

    private static DatabaseTarget FromParts(string label, Database section) =>
        new(
            new PostgresServer
            {
                Host = section.Host,
                Port = section.Port,
                User = section.User ?? Environment.UserName,
                Password = section.Password,
                MaintenanceDatabase = section.MaintenanceDatabase,
            },
            section.Name ?? label
        )
        {
            Label = label,
        };

    private static DatabaseTarget FromUrl(string label, Database section, TextOrSecret url)
    {
        // The text of a secret address must not reach an error.
        if (!Uri.TryCreate(url.Reveal(), UriKind.Absolute, out var address) || address.Host.Length == 0)
        {
            throw new ConfigurationException(
                $"databases/{label}/url: this is not the address of a database.",
                "It reads postgres://user:password@host:port/name?sslmode=require, with special characters percent-encoded."
            );
        }

        var user = address.UserInfo.Split(':', 2);
        var name = Uri.UnescapeDataString(address.AbsolutePath.TrimStart('/'));
        var server = new PostgresServer
        {
            Host = address.Host,
            Port = address.Port > 0 ? address.Port : 5432,
            User = user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : Environment.UserName,
            Password = user.Length == 2 ? PasswordOf(label, url, user[1]) : section.Password,
            MaintenanceDatabase = section.MaintenanceDatabase,
        };
        var mode = System.Web.HttpUtility.ParseQueryString(address.Query)["sslmode"];
        return new DatabaseTarget(
            mode is null ? server : server with { SslMode = mode },
            name.Length > 0 ? name : label
        )
        {
            Label = label,
        };
    }

    private static Secret PasswordOf(string label, TextOrSecret url, string encoded) =>
        new(
            url.Secret?.Name ?? string.Create(CultureInfo.InvariantCulture, $"databases/{label}/url"),
            Uri.UnescapeDataString(encoded)
        );
}
