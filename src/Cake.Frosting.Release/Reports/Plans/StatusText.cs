using System.Text;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Reports;

/// <summary>Renders a <see cref="ReleaseStatus"/> as a short page.</summary>
public static class StatusText
{
    private const int Shown = 5;

    /// <summary>The lines, each ending in a line break.</summary>
    /// <param name="status">How the project stands.</param>
    public static string Render(ReleaseStatus status)
    {
        ArgumentNullException.ThrowIfNull(status);
        var page = new StringBuilder();
        Line(page, "Project", status.Project);
        Line(page, "Runs", status.CurrentVersion ?? "nothing");
        var health = status.IsHealthy switch
        {
            true => "healthy",
            false => "not healthy",
            null => "not known whether it is healthy",
        };
        Line(page, "Health", status.Health.Length > 0 ? $"{health}: {status.Health}" : health);
        Line(page, "Lock", status.LockHolder ?? "free");
        if (status.Freeze is not null)
        {
            Line(page, "Frozen", $"by {status.Freeze} ({status.Launcher} --target=Unfreeze lifts it)");
        }

        if (status.UnfinishedRestore is not null)
        {
            Line(
                page,
                "Restore",
                $"of {status.UnfinishedRestore} is unfinished; {status.Launcher} --target=Restore goes on with it"
            );
        }

        Releases(page, status);
        KeptAside(page, status.KeptAside);
        // Nothing on this page was encoded, so a secret still looks like itself.
        return status.Redactor.Redact(page.ToString());
    }

    private static void Releases(StringBuilder page, ReleaseStatus status)
    {
        if (status.Latest.Count == 0)
        {
            Line(page, "Releases", "none yet");
            return;
        }

        page.Append("\nReleases, the newest first\n");
        foreach (var record in status.Latest.Take(Shown))
        {
            var versions = Readable.Versions(record.Release.PreviousVersion, record.Release.Version);
            var outcome = record.AbandonedAt is null ? record.Outcome?.ToText() ?? "UNFINISHED" : "ABANDONED";
            page.Append(
                $"  {Readable.Time(record.StartedAt)}  {Cells.Pad(outcome, 18)}  {Clean.Line(versions)}\n"
            );
            if (record.Cause.Length > 0)
            {
                page.Append($"    {Clean.Line(Clean.Lines(record.Cause)[0])}\n");
            }
        }

        // A release that is held by somebody runs: there is nothing to go on with.
        if (status.LockHolder is null && status.Latest.Latest() is { IsUnfinished: true } latest)
        {
            page.Append($"\n{Clean.Line(Standing.RunsNow(latest))}\n");
            page.Append($"Go on with: {Standing.Next(latest, status.Launcher)}\n");
        }
    }

    private static void KeptAside(StringBuilder page, IReadOnlyList<KeptAsideDatabase> databases)
    {
        if (databases.Count == 0)
        {
            return;
        }

        page.Append(
            "\nKept beside the live databases: the last restore point, and what rollbacks set aside (drop it when nobody needs it)\n"
        );
        foreach (var database in databases)
        {
            var since = database.Since is { } time ? $", since {Readable.Time(time)}" : "";
            var size = database.Bytes is { } bytes ? $", {Readable.Size(bytes)}" : "";
            page.Append($"  {Clean.Line(database.Name)}  of {Clean.Line(database.Of)}{since}{size}\n");
        }
    }

    private static void Line(StringBuilder page, string name, string text) =>
        page.Append($"{Cells.Pad(name, 10)}{Clean.Line(text)}\n");
}
