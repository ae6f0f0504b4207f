namespace Cake.Frosting.Release.Postgres;

/// <summary>How far a migration got.</summary>
public enum MigrationState
{
    /// <summary>It is applied.</summary>
    Applied,

    /// <summary>It was there before this tool came; never run by it.</summary>
    Baseline,

    /// <summary>A file outside a transaction that was begun and not finished.</summary>
    Begun,
}
