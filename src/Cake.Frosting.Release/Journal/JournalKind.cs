namespace Cake.Frosting.Release.Journal;

/// <summary>What a journal is of. Restores lie beside releases: a restore is none, and none goes over it.</summary>
public enum JournalKind
{
    /// <summary>A release.</summary>
    Release,

    /// <summary>A restore of a database, with the target Restore.</summary>
    Restore,
}
