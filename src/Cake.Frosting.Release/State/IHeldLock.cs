using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Locking;

namespace Cake.Frosting.Release.State;

/// <summary>
/// The lock of a target while it is held; disposing releases it, and so does the end of the process, however it
/// ends. Only who holds the lock can write a journal.
/// </summary>
public interface IHeldLock : IDisposable
{
    /// <summary>What whatever runs is given to end once the lock is lost; it stays locked for longer than that.</summary>
    TimeSpan Grace { get; }

    /// <summary>
    /// Cancelled when it can no longer be known that the lock is held. Whatever is being done to the target must
    /// end then, at once: a little later somebody else may begin.
    /// </summary>
    CancellationToken Lost { get; }

    /// <summary>Why <see cref="Lost"/> is cancelled; empty while it is not.</summary>
    string WhyLost { get; }

    /// <summary>Says anew who holds the lock, once more is known, such as the version.</summary>
    /// <param name="holder">Who holds it.</param>
    void Describe(LockHolder holder);

    /// <summary>Opens the journal of a release for appending; creates it where there is none.</summary>
    /// <param name="releaseId">The release's id.</param>
    /// <exception cref="ReleaseRefusedException">The journal cannot be trusted.</exception>
    IJournal OpenJournal(string releaseId);

    /// <summary>Opens the journal of a restore for appending; creates it where there is none.</summary>
    /// <param name="restoreId">The restore's id.</param>
    /// <exception cref="ReleaseRefusedException">The journal cannot be trusted.</exception>
    IJournal OpenRestoreJournal(string restoreId);
}
