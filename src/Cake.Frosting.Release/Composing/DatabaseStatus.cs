using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Postgres;
using Cake.Frosting.Release.Reports;

namespace Cake.Frosting.Release.Composing;

/// <summary>The databases that releases left beside the live ones, for the target Status.</summary>
internal static class DatabaseStatus
{
    public static async Task<IReadOnlyList<KeptAsideDatabase>> KeptAsideAsync(
        IEnumerable<DatabaseTarget> targets,
        CancellationToken cancellationToken
    )
    {
        var found = new List<KeptAsideDatabase>();
        foreach (var target in targets)
        {
            try
            {
                var kept = await new KeptDatabases(target).ListAsync(cancellationToken).ConfigureAwait(false);
                found.AddRange(
                    kept.Select(database => new KeptAsideDatabase(
                        database.Name,
                        target.Name,
                        database.ReleaseTime,
                        database.Bytes
                    ))
                );
            }
            catch (ReleaseException exception)
            {
                // Status answers also when a server is down; it says so in the place of the databases.
                found.Add(new KeptAsideDatabase($"not known: {exception.Message}", target.Name));
            }
        }

        return found;
    }
}
