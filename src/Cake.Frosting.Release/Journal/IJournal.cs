namespace Cake.Frosting.Release.Journal;

/// <summary>The journal of one release, open for more. Safe to use from several threads.</summary>
public interface IJournal : IDisposable
{
    /// <summary>Appends an entry; it is on disk when this returns.</summary>
    /// <param name="entry">The entry.</param>
    /// <exception cref="IOException">It could not be written; nothing must go on without it.</exception>
    /// <exception cref="Errors.CommandFailedException">The host that keeps the journal cannot be reached any more.</exception>
    void Append(JournalEntry entry);
}
