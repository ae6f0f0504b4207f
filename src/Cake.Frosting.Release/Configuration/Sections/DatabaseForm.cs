namespace Cake.Frosting.Release.Configuration;

/// <summary>How a program wants to be told where its database is.</summary>
public enum DatabaseForm
{
    /// <summary>The server's name.</summary>
    [Value("the server's name or address")]
    Host,

    /// <summary>The server's port.</summary>
    [Value("the server's port")]
    Port,

    /// <summary>The database's name.</summary>
    [Value("the database's name")]
    Name,

    /// <summary>The role.</summary>
    [Value("the role")]
    User,

    /// <summary>The role's password.</summary>
    [Value("the role's password")]
    Password,

    /// <summary>An address with everything.</summary>
    [Value("postgres://user:password@host:port/name")]
    Url,

    /// <summary>An address for Java.</summary>
    [Value("jdbc:postgresql://host:port/name, without user and password")]
    JdbcUrl,

    /// <summary>A connection string for .NET.</summary>
    [Value("Host=…;Port=…;Database=…;Username=…;Password=…, as .NET takes it")]
    ConnectionString,
}
