using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Locking;

namespace Cake.Frosting.Release.State;

/// <summary>
/// What is kept of a target from one release to the next, where everybody who releases it sees the same: the
/// lock, the journals, the freeze. Reading takes no lock and changes nothing.
/// </summary>
public interface ITargetState : IDisposable
{
    /// <summary>Where it is, as messages name it: a directory, or <c>ssh://deploy@shop.example/var/lib/release</c>.</summary>
    string Name { get; }

    /// <summary>Takes the lock, or leaves it to who has it.</summary>
    /// <param name="holder">Who takes it.</param>
    /// <returns>The lock; <c>null</c> where somebody else holds it.</returns>
    /// <exception cref="ReleaseRefusedException">What is there cannot be locked.</exception>
    /// <exception cref="CommandFailedException">The host cannot be reached.</exception>
    IHeldLock? TryTake(LockHolder holder);

    /// <summary>Who holds the lock now; <c>null</c> where nobody does, or has just begun to.</summary>
    LockHolder? FindHolder();

    /// <summary>The releases, the newest first, each read when it is asked for.</summary>
    /// <exception cref="ReleaseRefusedException">A journal cannot be trusted.</exception>
    IEnumerable<ReleaseRecord> ReadAll();

    /// <summary>The restores of databases, the newest first, each read when it is asked for.</summary>
    /// <exception cref="ReleaseRefusedException">A journal cannot be trusted.</exception>
    IEnumerable<ReleaseRecord> ReadRestores();

    /// <summary>One release; <c>null</c> where there is no journal of it.</summary>
    /// <param name="releaseId">The release's id.</param>
    /// <exception cref="ReleaseRefusedException">The journal cannot be trusted.</exception>
    ReleaseRecord? Read(string releaseId);

    /// <summary>The freeze; <c>null</c> where releases may begin.</summary>
    /// <exception cref="ReleaseRefusedException">It cannot be read.</exception>
    Freeze? FindFreeze();

    /// <summary>Freezes the target, in the place of an earlier freeze; on disk when this returns.</summary>
    /// <param name="freeze">Who, when and why.</param>
    void SetFreeze(Freeze freeze);

    /// <summary>Lifts the freeze, if there is one.</summary>
    void LiftFreeze();
}
