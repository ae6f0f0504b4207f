namespace Cake.Frosting.Release.Postgres;

/// <summary>A database that is backed up, fenced, migrated and restored.</summary>
/// <param name="Server">Its server.</param>
/// <param name="Name">Its name, as <c>pg_database</c> spells it.</param>
public sealed record DatabaseTarget(PostgresServer Server, string Name)
{
    /// <summary>The name in step ids; the database's own unless set.</summary>
    public string Label { get; init; } = Name;

    /// <summary>The maintenance database as instructions name it.</summary>
    internal string Maintenance => Server.MaintenanceDatabase;
}
