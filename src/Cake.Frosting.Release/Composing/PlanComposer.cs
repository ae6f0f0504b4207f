using Cake.Frosting.Release.Platforms.Compose;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Composing;

/// <summary>Composes the plan of a release from what each room has to do: read it as the table of contents.</summary>
public static class PlanComposer
{
    /// <summary>Composes the plan.</summary>
    /// <param name="rooms">What the steps are made with.</param>
    /// <param name="release">The release.</param>
    /// <param name="ofRecipe">The recipe's own steps; they follow the others of their stages.</param>
    public static ReleasePlan Compose(Rooms rooms, ReleaseIdentity release, IEnumerable<Step> ofRecipe)
    {
        ArgumentNullException.ThrowIfNull(rooms);
        ArgumentNullException.ThrowIfNull(release);
        var platform = rooms.Platform.Steps(release);
        var backup = BackupOf(rooms, release);
        return new ReleasePlan(
            release,
            [
                .. HookSteps.Before(rooms, release),
                .. PreflightSteps.Of(rooms),
                .. CompressSteps.Check(rooms),
                .. RegistrySteps.Preflight(rooms, release),
                .. MaintenanceSteps.Check(rooms, release),
                .. Conditions.NoteLogs(rooms),
                .. GitSteps.Of(rooms, release),
                .. CheckoutRoom.Steps(rooms).Where(step => step.Stage != Stage.Pull),
                .. platform.Where(step => step.Stage == Stage.Backup),
                .. RegistrySteps.Fetched(rooms, release),
                .. CompressSteps.Ahead(rooms, release),
                .. backup,
                .. DatabaseSteps.ReadAhead(rooms, backup),
                .. MaintenanceSteps.On(rooms, release),
                .. DatabaseSteps.Open(rooms, release),
                .. EnvFileSteps.Of(rooms, release),
                .. CompressSteps.WayBack(rooms, release),
                .. CheckoutRoom.Steps(rooms).Where(step => step.Stage == Stage.Pull),
                .. platform.Where(step => step.Stage != Stage.Backup && step.Id != SnapshotSteps.StepId),
                .. DatabaseSteps.Fence(rooms, release),
                // Behind the fence, so that they are taken while it closes and not before.
                .. platform.Where(step => step.Id == SnapshotSteps.StepId),
                .. DatabaseSteps.Migrate(rooms, release),
                .. CompressSteps.InChain(rooms, release),
                .. VerifySteps.Of(rooms, release),
                .. MaintenanceSteps.Off(rooms, release),
                .. DatabaseSteps.Tidy(rooms, release),
                .. CompressSteps.Tidy(rooms, release),
                .. GitHubSteps.Of(rooms, release),
                .. AnnounceSteps.Of(rooms, release),
                .. ofRecipe,
                .. HookSteps.After(rooms, release),
            ]
        );
    }

    /// <summary>Composes the plan of a rehearsal: what a release does up to its rehearsed migrations, and no more.</summary>
    /// <param name="rooms">What the steps are made with.</param>
    /// <param name="release">The release that is rehearsed.</param>
    public static ReleasePlan ComposeRehearsal(Rooms rooms, ReleaseIdentity release)
    {
        ArgumentNullException.ThrowIfNull(rooms);
        ArgumentNullException.ThrowIfNull(release);
        return new ReleasePlan(
            release,
            [
                .. PreflightSteps.Of(rooms),
                .. rooms.Platform.Steps(release).Where(step => step.Stage == Stage.Backup),
                .. BackupOf(rooms, release),
            ]
        );
    }

    private static Step[] BackupOf(Rooms rooms, ReleaseIdentity release) =>
        [
            .. DatabaseSteps.CheckMigrations(rooms, release),
            .. DatabaseSteps.Backup(rooms, release),
            .. DatabaseSteps.Rehearse(rooms, release),
        ];
}
