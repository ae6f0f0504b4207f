using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.State;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>
/// What the journals of restores say. One that was killed before its end is in the way of all else: the service may
/// be down, the database closed.
/// </summary>
internal static class Restores
{
    private const string Fact = "restore";

    /// <summary>The unfinished restore; <c>null</c> where there is none.</summary>
    public static ReleaseRecord? Unfinished(ITargetState state) =>
        state.ReadRestores().FirstOrDefault() is { IsUnfinished: true } unfinished ? unfinished : null;

    /// <exception cref="ReleaseRefusedException">A restore is unfinished.</exception>
    public static void RefuseUnfinished(ITargetState state)
    {
        if (Unfinished(state) is { } restore)
        {
            throw new ReleaseRefusedException(
                $"A restore of {Named(restore)} is unfinished: the service may be down, and the database closed.",
                "Go on with it: --target=Restore. If its backup is gone for good, --target=Abandon gives it up where it stands."
            );
        }
    }

    /// <summary>Writes down what the rest here reads.</summary>
    public static void Record(Facts facts, string database, string backup, bool acceptDataLoss)
    {
        facts.Record(Fact, "database", database);
        facts.Record(Fact, "backup", backup);
        facts.Record(Fact, "acceptDataLoss", $"{acceptDataLoss}");
    }

    /// <summary>The database that is restored, as the configuration names it.</summary>
    public static string? Restored(this ReleaseRecord restore) => restore.FactOf("database");

    /// <summary>The directory of the backup.</summary>
    public static string? RestoredFrom(this ReleaseRecord restore) => restore.FactOf("backup");

    /// <summary>Whether it may lose what was written since the backup.</summary>
    public static bool AcceptsDataLoss(this ReleaseRecord restore) =>
        restore.FactOf("acceptDataLoss") == bool.TrueString;

    private static string Named(ReleaseRecord restore) =>
        restore.Restored() is { } database ? $"the database {database}" : "a database";

    private static string? FactOf(this ReleaseRecord restore, string fact) =>
        restore.Facts.GetValueOrDefault($"{Fact}.{fact}");
}
