using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Journal;

namespace Cake.Frosting.Release.Chain;

/// <summary>The journals of restores. They lie beside those of releases: a restore is none, and none goes over it.</summary>
internal static class Restores
{
    /// <summary>Where the journals are.</summary>
    public static JournalStore Of(ReleaseConfiguration configuration) =>
        new(Path.Combine(configuration.Directory, "journal", "restores"));

    /// <summary>The restore that was killed before its end; <c>null</c> where there is none.</summary>
    public static ReleaseRecord? Unfinished(ReleaseConfiguration configuration) =>
        Of(configuration).ReadLatest() is { IsUnfinished: true } unfinished ? unfinished : null;

    /// <exception cref="ReleaseRefusedException">One is unfinished: the service may be down, the database fenced.</exception>
    public static void RefuseUnfinished(ReleaseConfiguration configuration)
    {
        if (Unfinished(configuration) is { } restore)
        {
            throw new ReleaseRefusedException(
                $"A restore of the database {restore.Facts.GetValueOrDefault("restore.database")} is unfinished: the service may be down, and the database closed.",
                $"Go on with it: --target=Restore. If its backup is gone for good, remove {Of(configuration).PathOf(restore.Release.Id)} and look after the database by hand."
            );
        }
    }
}
