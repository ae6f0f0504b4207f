using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>Whether a release has migrations to run, also while nobody can connect to find out.</summary>
internal static class MigrationsPending
{
    public static async Task<Probe> ProbeAsync(
        StepContext context,
        FencePlan plan,
        MigrationOptions? migrations,
        CancellationToken cancellationToken
    )
    {
        if (migrations is null)
        {
            return Probe.NotDone("a program migrates: what it has to do is not known before");
        }

        // A migration that was begun is finished or taken back, whatever the plan would say now.
        if (context.Facts.Find(MigrationSteps.IdOf(plan.Target), MigrationSteps.BeganFact) is not null)
        {
            return Probe.NotDone("migrations have begun");
        }

        if (context.Facts.Find(plan.FenceStep, FencePlan.PendingFact) is { } pending)
        {
            return pending == "0" ? NotNeeded : Probe.NotDone($"{pending} migrations are pending");
        }

        if (!Directory.Exists(migrations.Directory))
        {
            return Probe.NotDone("which migrations are pending is known once the files are fetched");
        }

        var found = await new Migrator(plan.Target, migrations)
            .PlanAsync(cancellationToken)
            .ConfigureAwait(false);
        return found.Pending.Count == 0 && found.Problems.Count == 0
            ? NotNeeded
            : Probe.NotDone($"{found.Pending.Count} migrations are pending");
    }

    private static Probe NotNeeded => Probe.NotNeeded("no migration is pending");
}
