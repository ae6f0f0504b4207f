using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Reports;

/// <summary>
/// Takes secrets out of a plan before it is rendered. Steps promise to have none in their texts; a host name
/// or a title from the configuration may hold one all the same.
/// </summary>
internal static class PlanRedaction
{
    public static ReleasePlan Apply(ReleasePlan plan, Redactor redactor) =>
        new(plan.Release, plan.Steps.Select(step => Apply(step, redactor)));

    private static Step Apply(Step step, Redactor redactor) =>
        step with
        {
            Title = redactor.Redact(step.Title),
            Instructions = Apply(step.Instructions, redactor),
            Undo = step.Undo is null
                ? null
                : step.Undo with
                {
                    Title = redactor.Redact(step.Undo.Title),
                    Instructions = Apply(step.Undo.Instructions, redactor),
                },
        };

    private static IReadOnlyList<Instruction> Apply(
        IEnumerable<Instruction> instructions,
        Redactor redactor
    ) =>
        [
            .. instructions.Select(instruction =>
                instruction with
                {
                    Where = redactor.Redact(instruction.Where),
                    Text = redactor.Redact(instruction.Text),
                }
            ),
        ];
}
