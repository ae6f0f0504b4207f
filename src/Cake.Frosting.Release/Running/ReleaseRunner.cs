using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Running;

/// <summary>Runs the stages of a plan against its journal, and takes them back.</summary>
public sealed class ReleaseRunner
{
    private readonly ReleasePlan plan;
    private readonly JournalWriter journal;
    private readonly RunServices services;
    private readonly StepLedger ledger;
    private readonly Observers observer;
    private readonly bool isTakenUp;

    /// <summary>Creates a runner.</summary>
    /// <param name="plan">The plan of the release.</param>
    /// <param name="earlier">What the journal knows of earlier runs of this release; <c>null</c> for a new one.</param>
    /// <param name="journal">Writes the journal.</param>
    /// <param name="services">What running needs from outside.</param>
    public ReleaseRunner(
        ReleasePlan plan,
        ReleaseRecord? earlier,
        JournalWriter journal,
        RunServices services
    )
    {
        ArgumentNullException.ThrowIfNull(journal);
        this.plan = plan;
        this.journal = journal;
        this.services = services;
        isTakenUp = earlier is not null;
        HasGoneLive = earlier?.WentLiveAt is not null;
        ledger = new StepLedger(earlier);
        observer = new Observers([journal, ledger], services.Observer);
        Facts = new Facts(earlier?.Facts) { Recorded = journal.Fact };
    }

    /// <summary>What the steps have found out, in this run and in earlier ones.</summary>
    public Facts Facts { get; }

    /// <summary>Whether a step that cuts users off has begun.</summary>
    public bool ServiceWasTouched =>
        plan.Steps.Any(step => step.TakesServiceDown && ledger.HasBegun(step.Id));

    /// <summary>
    /// Whether users have been handed to the new version. From then on nothing that they wrote is taken from them
    /// unasked.
    /// </summary>
    public bool HasGoneLive { get; private set; }

    /// <summary>Whether anything warned.</summary>
    public bool HasWarnings => ledger.HasWarnings;

    /// <summary>Runs one stage; what was done in an earlier run is not done again.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="cancellationToken">Interrupts the release.</param>
    /// <exception cref="StepFailedException">A step failed.</exception>
    public async Task RunStageAsync(Stage stage, CancellationToken cancellationToken)
    {
        var start = services.Time.GetTimestamp();
        var executor = Executor(step => ContextFor(step, wentLive: false, acceptDataLoss: false));
        var failed = true;
        observer.StageStarted(stage);
        try
        {
            await StageScheduler
                .RunAsync(plan, stage, RunUnlessDoneAsync, cancellationToken)
                .ConfigureAwait(false);
            failed = false;
        }
        finally
        {
            observer.StageEnded(stage, services.Time.GetElapsedTime(start), failed);
        }

        Task RunUnlessDoneAsync(Step step, CancellationToken stop)
        {
            if (ledger.DoneBefore(step.Id) is not { } at || step.RunsAgain)
            {
                if (step.LetsUsersIn)
                {
                    // Before it begins: killed within it, nobody knows whether they are in.
                    GoLive();
                }

                return executor.ExecuteAsync(step, stop);
            }

            observer.StepKept(step, $"done in an earlier run, at {at:yyyy-MM-dd HH:mm:ss} UTC");
            return Task.CompletedTask;
        }
    }

    /// <summary>Journals that users are handed to the new version, once.</summary>
    public void GoLive()
    {
        if (!HasGoneLive)
        {
            journal.WentLive();
            HasGoneLive = true;
        }
    }

    /// <summary>
    /// Takes everything back that has begun, the last first. Before Stop a failed undo is a warning, for the old
    /// version serves all the same; after it the way back ends there.
    /// </summary>
    /// <param name="cause">Why.</param>
    /// <param name="acceptDataLoss">Whether rows written since then may be lost.</param>
    /// <param name="cancellationToken">Interrupts the way back; a later run goes on with it.</param>
    /// <exception cref="StepFailedException">A step's effect could not be taken back.</exception>
    /// <exception cref="ReleaseRefusedException">
    /// The plan no longer has a step that has begun, or a step says that there is no way back; nothing was changed.
    /// </exception>
    public async Task UndoAsync(string cause, bool acceptDataLoss, CancellationToken cancellationToken)
    {
        var begun = LastFirst(ledger.BegunLastFirst().Select(StepOf));
        var executor = Executor(step => ContextFor(step, HasGoneLive, acceptDataLoss));
        if (HasGoneLive)
        {
            foreach (var step in begun.Where(step => step.Undo?.Check is not null))
            {
                await step.Undo!.Check!(ContextFor(step, HasGoneLive, acceptDataLoss), cancellationToken)
                    .ConfigureAwait(false);
            }
        }

        observer.RollbackStarted(services.Redactor.Redact(cause));
        foreach (
            var step in begun.Where(step =>
                step.Undo is not null && !(HasGoneLive && step.Undo.OnlyBeforeLive)
            )
        )
        {
            try
            {
                await executor.UndoAsync(step, cancellationToken).ConfigureAwait(false);
            }
            catch (StepFailedException failure) when (step.Stage < Stage.Stop)
            {
                observer.Warned(
                    step,
                    $"could not be taken back: {services.Redactor.Redact(failure.Message)}"
                );
            }
        }
    }

    /// <summary>
    /// The steps that have begun and those that are taken back all the same, in the order in which they are: a step only
    /// ever waits for steps before it in the plan.
    /// </summary>
    private List<Step> LastFirst(IEnumerable<Step> begun)
    {
        var all = begun.ToHashSet();
        if (isTakenUp || ServiceWasTouched)
        {
            all.UnionWith(plan.Steps.Where(step => step.Undo is { EvenIfNotBegun: true }));
        }

        return [.. plan.Steps.Where(all.Contains).Reverse()];
    }

    private Step StepOf(string id) =>
        plan.Find(id)
        ?? throw new ReleaseRefusedException(
            $"The journal says that the step '{id}' has begun, and the configuration no longer has it.",
            "Put the configuration back as it was when the release began, and run this again."
        );

    private StepExecutor Executor(Func<Step, StepContext> contextOf) =>
        new(contextOf, observer, services.Redactor.Redact, services.Time);

    private StepContext ContextFor(Step step, bool wentLive, bool acceptDataLoss) =>
        new(
            plan.Release,
            Facts,
            services.Runner,
            new StepEvents(step, observer, services.Redactor),
            services.Time
        )
        {
            WentLive = wentLive,
            AcceptDataLoss = acceptDataLoss,
        };
}
