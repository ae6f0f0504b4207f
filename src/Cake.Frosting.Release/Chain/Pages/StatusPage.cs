using Cake.Frosting.Release.Composing;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Locking;
using Cake.Frosting.Release.Reports;
using Cake.Frosting.Release.State;

namespace Cake.Frosting.Release.Chain;

/// <summary>The target Status.</summary>
/// <param name="tool">What the tool has at hand.</param>
internal sealed class StatusPage(Tool tool)
{
    /// <summary>How many releases are shown.</summary>
    private const int Newest = 5;

    public async Task PrintAsync(CancellationToken cancellationToken)
    {
        var finder = new ProjectFinder(tool);
        if (finder.MissingWorkspace is { } why)
        {
            tool.Output.WriteLine(why);
            return;
        }

        using var found = finder.Find();
        var project = await finder.OpenAsync(found, Purpose.Look, cancellationToken).ConfigureAwait(false);
        var state = await new Looking(tool).DescribeAsync(project, cancellationToken).ConfigureAwait(false);
        var status = new ReleaseStatus(project.Configuration.Project)
        {
            Redactor = tool.Redactor,
            Launcher = tool.Arguments.Launcher,
            CurrentVersion = state.Version,
            IsHealthy = state.Version is null ? null : state.IsHealthy,
            Health = Looking.Detail(state),
            LockHolder = project.State.FindHolder() is { } holder ? Lock(holder) : null,
            Freeze = project.State.FindFreeze()?.ToString(),
            UnfinishedRestore = UnfinishedRestore(project.State),
            Latest = [.. Shown(project.State)],
            KeptAside = await DatabaseStatus
                .KeptAsideAsync(
                    [.. project.Rooms.Databases.Values.Select(room => room.Target)],
                    cancellationToken
                )
                .ConfigureAwait(false),
        };
        tool.Output.Write(StatusText.Render(status));
        tool.Output.Write(
            tool.Redactor.Redact(
                BackupStatus.Render(
                    project.Configuration.Backup.Directory,
                    project.Rooms.Databases.Values.Select(room => room.Target),
                    project.State.ReadAll().ToDictionary(record => record.Release.Id, record => record.Facts)
                )
            )
        );
    }

    /// <summary>An unfinished one is among them, however old it is.</summary>
    private static IEnumerable<ReleaseRecord> Shown(ITargetState state)
    {
        var records = state.ReadAll().ToList();
        return records.Take(Newest).Union(records.Latest() is { } latest ? [latest] : []);
    }

    private static string? UnfinishedRestore(ITargetState state) =>
        Restores.Unfinished(state) is { } restore ? restore.Restored() ?? "a database" : null;

    private static string Lock(LockHolder holder) =>
        holder.IsEnding
            ? $"{holder}; that run is gone, and the lock is kept until what it had running has surely ended"
            : holder.ToString();
}
