using Cake.Frosting.Release.Postgres;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Composing;

/// <summary>
/// Composes the plan of a restore: the backup is proven beside the live database while the service runs, which is
/// stopped only while the names are swapped.
/// </summary>
internal static class RestorePlan
{
    /// <summary>The stages that it has steps in.</summary>
    public static IReadOnlyList<Stage> Stages { get; } =
    [Stage.Backup, Stage.Stop, Stage.Migrate, Stage.Start, Stage.Verify];

    /// <summary>Composes it.</summary>
    /// <param name="rooms">What the steps are made with.</param>
    /// <param name="room">The database.</param>
    /// <param name="backup">What it is restored from.</param>
    /// <param name="options">How.</param>
    /// <param name="restore">
    /// The identity of the restore; its previous version is the one that runs, and <c>null</c> where nothing does:
    /// then nothing is stopped, and nothing is started.
    /// </param>
    public static ReleasePlan Compose(
        Rooms rooms,
        DatabaseRoom room,
        Backup backup,
        RestoreOptions options,
        ReleaseIdentity restore
    )
    {
        var steps = RestoreSteps.For(room.Target, room.Tools, backup, options, restore);
        IReadOnlyList<Step> platform = restore.PreviousVersion is null
            ? []
            :
            [
                .. MaintenanceSteps.On(rooms, restore),
                .. rooms.Platform.Steps(restore),
                .. MaintenanceSteps.Off(rooms, restore),
            ];
        IEnumerable<Step> Around(Stage stage) => platform.Where(step => step.Stage == stage);
        return new ReleasePlan(
            restore,
            [
                .. steps.Where(step => step.Stage == Stage.Backup),
                .. Around(Stage.Stop),
                .. steps.Where(step => step.Stage == Stage.Migrate),
                .. Around(Stage.Start),
                .. Around(Stage.Verify),
            ]
        );
    }
}
