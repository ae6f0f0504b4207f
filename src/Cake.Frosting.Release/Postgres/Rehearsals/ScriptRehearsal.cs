using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>Rehearses migrations in SQL files.</summary>
internal static class ScriptRehearsal
{
    public static RehearsedMigration Of(MigrationOptions options, ReleaseIdentity release) =>
        (context, clone, cancellationToken) =>
            new Migrator(clone, options).RehearseAsync(
                release.Id,
                context.Time,
                context.Progress,
                cancellationToken
            );

    /// <summary>Whether there is anything to rehearse, and anything to rehearse it on.</summary>
    public static StepProbe Probe(
        DatabaseTarget target,
        MigrationOptions? options,
        BackupOptions backup,
        ReleaseIdentity release
    ) =>
        async (context, cancellationToken) =>
            context.Facts.Find(RehearsalSteps.IdOf(target), "seconds") is { } seconds
                ? Steps.Probe.Done($"rehearsed in {seconds} s")
            : backup.Verify != BackupVerification.Restore
                ? Steps.Probe.NotNeeded("the backup is not restored, so there is nothing to rehearse on")
            : await MigrationsPending
                .ProbeAsync(context, new FencePlan(target, release), options, cancellationToken)
                .ConfigureAwait(false);
}
