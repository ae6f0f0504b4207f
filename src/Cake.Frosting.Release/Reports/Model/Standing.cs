using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Reports;

/// <summary>What serves users after a release, and the command to go on with.</summary>
internal static class Standing
{
    public static string RunsNow(ReleaseRecord record)
    {
        var (_, project, version, previous) = record.Release;
        return record.Outcome switch
        {
            Outcome.Live or Outcome.LiveWithWarnings => $"Version {version} of {project} serves.",
            Outcome.OldStillRunning => previous is null
                ? $"Nothing was changed: no version of {project} ran before this release."
                : $"Version {previous} of {project} serves; it was not touched.",
            Outcome.RolledBack when previous is null =>
                $"Everything was taken back; no version of {project} ran before this release.",
            // After going live a restore may have cost rows, and only the person who ordered it knows.
            Outcome.RolledBack when record.WentLiveAt is not null =>
                $"Version {previous} of {project} serves again.",
            Outcome.RolledBack =>
                $"Version {previous} of {project} serves again, with every row that was written before the stop.",
            Outcome.NeedsHuman =>
                "Neither version is known to serve as it should. Look before you do anything else.",
            _ => "The release has not ended: it runs now, or it was killed.",
        };
    }

    public static string? Next(ReleaseRecord record, string launcher) =>
        record.Outcome switch
        {
            Outcome.Live or Outcome.LiveWithWarnings => null,
            Outcome.NeedsHuman => $"{launcher} --target=Rollback",
            _ => $"{launcher} --target=Release",
        };
}
