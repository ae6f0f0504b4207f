using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>The ids of releases: the second they began in and their version, <c>20261121T104227Z-1.4.0</c>.</summary>
internal static class ReleaseId
{
    /// <summary>
    /// The id that comes next. It sorts after the latest one whatever the clock says: after a jump ahead and back ids run
    /// ahead of the clock, a second each, until it has caught up.
    /// </summary>
    /// <param name="version">The version.</param>
    /// <param name="latest">The id of the latest release; <c>null</c> where there is none.</param>
    /// <param name="now">The time now.</param>
    public static string Next(string version, string? latest, DateTimeOffset now)
    {
        // What tells is the latest id, not when that release says that it began: its id may have been ahead already.
        var at =
            latest is { } id && StampOf(id) is { } last && last >= Second(now) ? last.AddSeconds(1) : now;
        return $"{Timestamp.Of(at)}-{version}";
    }

    private static DateTimeOffset? StampOf(string id) =>
        id.Length > Timestamp.Length ? Timestamp.Read(id.AsSpan(0, Timestamp.Length)) : null;

    private static DateTimeOffset Second(DateTimeOffset time) =>
        time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
}
