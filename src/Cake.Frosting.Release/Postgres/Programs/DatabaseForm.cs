namespace Cake.Frosting.Release.Postgres;

/// <summary>How a program wants to be told where its database is.</summary>
public enum DatabaseForm
{
    /// <summary>The server's name or address.</summary>
    Host,

    /// <summary>The server's port.</summary>
    Port,

    /// <summary>The database's name.</summary>
    Name,

    /// <summary>The role.</summary>
    User,

    /// <summary>The role's password.</summary>
    Password,

    /// <summary><c>postgres://user:password@host:port/name</c>.</summary>
    Url,

    /// <summary><c>jdbc:postgresql://host:port/name</c>, without user and password.</summary>
    JdbcUrl,

    /// <summary><c>Host=…;Port=…;Database=…;Username=…;Password=…</c>, as Npgsql takes it.</summary>
    ConnectionString,
}
