using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Steps;

/// <summary>What a step may use while it acts, probes or undoes.</summary>
/// <param name="release">The release that the step is part of.</param>
/// <param name="facts">What the steps of this release have found out so far.</param>
/// <param name="runner">Runs commands.</param>
/// <param name="events">Hears what the step does.</param>
/// <param name="time">The clock.</param>
public sealed class StepContext(
    ReleaseIdentity release,
    Facts facts,
    ICommandRunner runner,
    IStepEvents events,
    TimeProvider time
)
{
    /// <summary>The release that the step is part of.</summary>
    public ReleaseIdentity Release => release;

    /// <summary>
    /// What the steps of this release have found out so far, this one included: undo and a resumed run need
    /// them. They are in the journal before the step counts as done.
    /// </summary>
    public Facts Facts => facts;

    /// <summary>The clock.</summary>
    public TimeProvider Time => time;

    /// <summary>
    /// Whether the release had gone live (users were let in) when this undo began: what users wrote since then
    /// would be lost by a restore. Always <c>false</c> while a step acts or probes.
    /// </summary>
    public bool WentLive { get; init; }

    /// <summary>Whether the user said <c>--accept-data-loss</c>.</summary>
    public bool AcceptDataLoss { get; init; }

    /// <summary>Runs a command, tells the journal so, and hands its lines on as progress.</summary>
    /// <param name="place">Where.</param>
    /// <param name="command">What.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    /// <exception cref="Errors.CommandFailedException">It failed.</exception>
    public async Task<CommandResult> RunAsync(
        IPlace place,
        Command command,
        CancellationToken cancellationToken
    )
    {
        Issue(Instruction.Run(place, command));
        return await runner
            .RunAsync(place, command, events.Progress, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Runs a pipeline, and tells the journal so.</summary>
    /// <param name="pipeline">What, and where.</param>
    /// <param name="onLine">Is handed each line instead of progress.</param>
    /// <param name="onBytes">Is handed how many bytes have flowed: see <see cref="ICommandRunner.PipeAsync"/>.</param>
    /// <param name="cancellationToken">Ends the pipeline.</param>
    /// <exception cref="Errors.CommandFailedException">One of its commands failed, whichever it is.</exception>
    public Task<PipelineResult> PipeAsync(
        Pipeline pipeline,
        Action<string>? onLine,
        Action<long>? onBytes,
        CancellationToken cancellationToken
    )
    {
        Issue(Instruction.Run(pipeline));
        return runner.PipeAsync(pipeline, onLine ?? events.Progress, onBytes, cancellationToken);
    }

    /// <summary>Runs a command that only looks; neither journalled nor shown.</summary>
    /// <param name="place">Where.</param>
    /// <param name="command">What; must change nothing.</param>
    /// <param name="cancellationToken">Ends the command.</param>
    /// <exception cref="Errors.CommandFailedException">It failed.</exception>
    public Task<CommandResult> LookAsync(
        IPlace place,
        Command command,
        CancellationToken cancellationToken
    ) => runner.RunAsync(place, command, null, cancellationToken);

    /// <summary>Tells the journal that an instruction is about to be executed.</summary>
    /// <param name="instruction">The instruction, one of the step's planned ones with its blanks filled in.</param>
    public void Issue(Instruction instruction) => events.Issued(instruction);

    /// <summary>Shows how the step is getting on.</summary>
    /// <param name="text">One short line.</param>
    public void Progress(string text) => events.Progress(text);

    /// <summary>Records a warning: the release goes on, and can at best end LIVE-WITH-WARNINGS.</summary>
    /// <param name="text">What is wrong and what to do about it.</param>
    public void Warn(string text) => events.Warned(text);
}
