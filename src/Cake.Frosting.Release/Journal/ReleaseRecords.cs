using Ending = Cake.Frosting.Release.Steps.Outcome;

namespace Cake.Frosting.Release.Journal;

/// <summary>What the journals of a target say together.</summary>
public static class ReleaseRecords
{
    /// <summary>
    /// The release that the next command is about: the unfinished one, else the newest; <c>null</c> where there has been
    /// none. A way back from what is live can be unfinished though newer releases, which came to nothing, have ended.
    /// </summary>
    /// <param name="records">All releases, the newest first. They are read as far as the one that is live.</param>
    public static ReleaseRecord? Latest(this IEnumerable<ReleaseRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        ReleaseRecord? newest = null;
        foreach (var record in records)
        {
            if (record.IsUnfinished)
            {
                return record;
            }

            newest ??= record;
            if (record.Outcome is Ending.Live or Ending.LiveWithWarnings)
            {
                break;
            }
        }

        return newest;
    }
}
