using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.EnvFiles;

/// <summary>Merges a new version's keys into production's env file, sets keys in it, and puts it back to the byte.</summary>
/// <param name="stepId">The step's id.</param>
/// <param name="stage">The stage that it is part of.</param>
/// <param name="plan">What is to be done.</param>
internal sealed class EnvFileStep(string stepId, Stage stage, EnvFilePlan plan)
{
    private readonly KeptEdit kept = new(stepId, plan);

    /// <summary>The step.</summary>
    public Step Create() =>
        new()
        {
            Id = stepId,
            Stage = stage,
            Title = Title(),
            Instructions = [.. Instructions()],
            Act = ActAsync,
            Probe = (_, _) => Task.FromResult(Look()),
            Preview = (_, _) => Task.FromResult(Diff()),
            Undo = new Undo
            {
                Title = $"Put {plan.File} back as it was",
                Instructions = [Instruction.Manual($"Put {plan.File} back as it was before the release")],
                Act = (context, _) =>
                {
                    kept.Undo(context);
                    return Task.CompletedTask;
                },
            },
        };

    /// <summary>The check of Preflight: both files can be read, and every key is set that must be.</summary>
    /// <param name="id">The step's id.</param>
    public Step Check(string id) =>
        new()
        {
            Id = id,
            Stage = Stage.Preflight,
            Title =
                plan.MustSet.Count == 0
                    ? $"Check {plan.File}"
                    : $"Check that {plan.File} sets {string.Join(", ", plan.MustSet)}",
            After = [],
            RunsAgain = true,
            Act = (context, _) =>
            {
                EnvFileEdit.RequireSet(plan);
                var edit = EnvFileEdit.Of(plan);
                Report(context, edit);
                if (edit.Before.Unread.Count > 0)
                {
                    context.Warn(
                        $"{plan.File}: line {string.Join(", ", edit.Before.Unread)} is no assignment: Compose v2 refuses the file, v1 passes over it."
                    );
                }

                return Task.CompletedTask;
            },
        };

    private string Title() =>
        plan.Template is null
            ? $"Set {string.Join(", ", plan.Set.Keys)} in {plan.File}"
            : $"Add the new keys of {plan.Template} to {plan.File}";

    private IEnumerable<Instruction> Instructions()
    {
        if (plan.Template is not null)
        {
            yield return Instruction.Manual(
                $"Add the keys that {plan.Template} has and {plan.File} has not, with their defaults; leave every other byte of {plan.File} as it is"
            );
        }

        foreach (var (key, value) in plan.Set)
        {
            yield return Instruction.Manual($"Set {key}={Shown(key, value.ToString())} in {plan.File}");
        }
    }

    private string Shown(string key, string value) =>
        plan.Secret.Contains(key) || SecretNames.LooksSecret(key, value) ? "***" : value;

    private Probe Look()
    {
        var edit = EnvFileEdit.Of(plan);
        return edit.IsDone ? Probe.Done($"{plan.File} has it all") : Probe.NotDone(Words(edit));
    }

    private string Words(EnvFileEdit edit) =>
        string.Join(
            "; ",
            new[]
            {
                edit.Added.Count > 0 ? $"new: {string.Join(", ", edit.Added)}" : "",
                edit.Removed.Count > 0
                    ? $"not in {plan.Template} any more, and left: {string.Join(", ", edit.Removed)}"
                    : "",
            }.Where(words => words.Length > 0)
        );

    private string Diff()
    {
        var edit = EnvFileEdit.Of(plan);
        return EnvDiff.Of(edit.Before, edit.After, [.. plan.Set.Keys], plan.Secret);
    }

    private void Report(StepContext context, EnvFileEdit edit)
    {
        if (Words(edit) is { Length: > 0 } words)
        {
            context.Progress($"{plan.File}: {words}");
        }
    }

    private Task ActAsync(StepContext context, CancellationToken cancellationToken)
    {
        var edit = EnvFileEdit.Of(plan);
        if (!edit.IsDone)
        {
            foreach (var instruction in Instructions())
            {
                context.Issue(instruction);
            }

            Report(context, edit);
            kept.Make(context, edit);
        }

        return Task.CompletedTask;
    }
}
