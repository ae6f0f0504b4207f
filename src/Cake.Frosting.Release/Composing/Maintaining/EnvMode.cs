using Cake.Frosting.Release.EnvFiles;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Composing;

/// <summary>Keys of an env file that have other values meanwhile. A key that had its value before keeps it.</summary>
/// <param name="stepId">The step that sets them.</param>
/// <param name="name">What the mode is called.</param>
/// <param name="plan">The file and its values.</param>
internal sealed class EnvMode(string stepId, string name, EnvFilePlan plan) : IMode
{
    private readonly Step step = new EnvFileStep(stepId, Stage.Stop, plan).Create();

    public string Name => name;

    public IReadOnlyList<Instruction> On => step.Instructions;

    public IReadOnlyList<Instruction> Off =>
        [Instruction.Manual($"Put {string.Join(", ", plan.Set.Keys)} in {plan.File} back as it was")];

    public IEnumerable<Step> Preflight =>
        [new EnvFileStep(stepId, Stage.Stop, plan).Check($"preflight/{stepId.Split('/')[1]}")];

    public Task OnAsync(StepContext context, CancellationToken cancellationToken) =>
        step.Act(context, cancellationToken);

    public Task OffAsync(StepContext context, CancellationToken cancellationToken)
    {
        context.Issue(Off[0]);
        return step.Undo!.Act(context, cancellationToken);
    }
}
