using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Reports;

/// <summary>What serves users after a release, and the command to go on with.</summary>
internal static class Standing
{
    /// <summary>Under what the facts stand that say what was seen running when the tool ended.</summary>
    public const string FactsOf = "standing";

    /// <summary>The version that ran; empty where not all services did.</summary>
    public const string VersionFact = "version";

    /// <summary>Whether it answered its health checks: <c>True</c> or <c>False</c>.</summary>
    public const string HealthyFact = "healthy";

    /// <summary>What ran, service by service.</summary>
    public const string DetailFact = "detail";

    public static string RunsNow(ReleaseRecord record)
    {
        var said = Said(record);
        return Seen(record) is { } seen ? $"{said} {seen}" : said;
    }

    public static string? Next(ReleaseRecord record, string launcher) =>
        record switch
        {
            { AbandonedAt: not null } => $"{launcher} --target=Release",
            { Outcome: Outcome.Live or Outcome.LiveWithWarnings } => null,
            _ when IsBeforeDoor(record) => $"{launcher} --target=Release",
            { Outcome: Outcome.NeedsHuman } => $"{launcher} --target=Rollback",
            { Outcome: null, IsRollingBack: true } => $"{launcher} --target=Rollback",
            _ => $"{launcher} --target=Release",
        };

    /// <summary>Whether nobody was served when the tool ended, though an earlier version was before.</summary>
    public static bool IsDown(ReleaseRecord record) =>
        record.Outcome is Outcome.NeedsHuman && Fact(record, VersionFact) is { Length: 0 };

    /// <summary>Whether the last door did not open: the release is live, and may be tried again from there.</summary>
    private static bool IsBeforeDoor(ReleaseRecord record) =>
        record
            is { Outcome: Outcome.NeedsHuman, WentLiveAt: not null, IsRollingBack: false, AbandonedAt: null };

    private static string Said(ReleaseRecord record)
    {
        var (_, project, version, previous) = record.Release;
        return record.Outcome switch
        {
            _ when record.AbandonedAt is not null =>
                "The release was abandoned where it stood; nothing was taken back.",
            Outcome.Live or Outcome.LiveWithWarnings => $"Version {version} of {project} serves.",
            Outcome.OldStillRunning => previous is null
                ? $"Nothing was changed: no version of {project} ran before this release."
                : $"Version {previous} of {project} was not touched.",
            Outcome.RolledBack when previous is null =>
                $"Everything was taken back; no version of {project} ran before this release.",
            // After going live a restore may have cost rows, and only the person who ordered it knows.
            Outcome.RolledBack when record.WentLiveAt is not null =>
                $"Version {previous} of {project} is back.",
            Outcome.RolledBack =>
                $"Version {previous} of {project} is back, with every row that was written before the stop.",
            _ when IsBeforeDoor(record) =>
                $"Version {version} of {project} runs, and letting users in failed. Some may be in already, so nothing was taken back.",
            Outcome.NeedsHuman =>
                "The release could be neither finished nor taken back. Look before you do anything else.",
            _ => "The release has not ended: it runs now, or it was killed.",
        };
    }

    /// <summary>What was seen; <c>null</c> where nobody looked, or where no version was to run.</summary>
    private static string? Seen(ReleaseRecord record)
    {
        if (Fact(record, VersionFact) is not { } version)
        {
            return null;
        }

        var detail = Fact(record, DetailFact);
        return (version.Length > 0, Fact(record, HealthyFact) == bool.TrueString) switch
        {
            (true, true) => $"{version} serves now, and its health checks are content.",
            (true, false) => $"{version} runs now and is NOT healthy: {detail}.",
            _ when record.Release.PreviousVersion is null
                    && record.Outcome is Outcome.OldStillRunning or Outcome.RolledBack => null,
            _ => $"Users are NOT served now: {detail}.",
        };
    }

    private static string? Fact(ReleaseRecord record, string name) =>
        record.Facts.GetValueOrDefault($"{FactsOf}.{name}");
}
