using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Composing;

/// <summary>Something that somebody outside is asked for: a command, or a request that must be answered with 2xx.</summary>
internal sealed class Call
{
    private readonly Func<StepContext, CancellationToken, Task> make;

    private Call(Instruction instruction, Func<StepContext, CancellationToken, Task> make)
    {
        Instruction = instruction;
        this.make = make;
    }

    /// <summary>What is issued, for plan and runbook.</summary>
    public Instruction Instruction { get; }

    /// <summary>A command.</summary>
    public static Call Of(IPlace place, Command command) =>
        new(
            Instruction.Run(place, command),
            (context, cancellationToken) => context.RunAsync(place, command, cancellationToken)
        );

    /// <summary>A request.</summary>
    public static Call Of(Rooms rooms, Request request) =>
        new(
            request.Instruction,
            (context, cancellationToken) =>
            {
                context.Issue(request.Instruction);
                return request.SendAsync(rooms.Client, cancellationToken);
            }
        );

    /// <summary>Makes it, and tells the journal so.</summary>
    /// <exception cref="ReleaseException">It was refused, or nobody answered.</exception>
    public Task MakeAsync(StepContext context, CancellationToken cancellationToken) =>
        make(context, cancellationToken);
}
