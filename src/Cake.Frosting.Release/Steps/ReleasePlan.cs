using System.Collections.Immutable;

namespace Cake.Frosting.Release.Steps;

/// <summary>The steps of a release, by stage: what plan, dry run and runbook print, and what runs.</summary>
public sealed class ReleasePlan
{
    private readonly ImmutableArray<Step> steps;

    /// <summary>Creates a plan.</summary>
    /// <param name="release">The release that is planned.</param>
    /// <param name="steps">All steps; within a stage in the order in which a person would do them.</param>
    /// <exception cref="ArgumentException">
    /// Two steps share an id, or a step waits for one that is not before it in its stage.
    /// </exception>
    public ReleasePlan(ReleaseIdentity release, IEnumerable<Step> steps)
    {
        Release = release;
        this.steps = [.. steps.OrderBy(step => step.Stage)];
        Check();
    }

    /// <summary>The release that is planned.</summary>
    public ReleaseIdentity Release { get; }

    /// <summary>All steps, stage by stage.</summary>
    public IReadOnlyList<Step> Steps => steps;

    /// <summary>The first step that cuts users off; <c>null</c> where none does.</summary>
    public Step? CutsUsersOff => steps.FirstOrDefault(step => step.TakesServiceDown);

    /// <summary>The first step that lets users in to the new version; <c>null</c> where none does.</summary>
    public Step? LetsUsersIn => steps.FirstOrDefault(step => step.LetsUsersIn);

    /// <summary>The steps of one stage.</summary>
    /// <param name="stage">The stage.</param>
    public IReadOnlyList<Step> Of(Stage stage) => [.. steps.Where(step => step.Stage == stage)];

    /// <summary>A step by its id; <c>null</c> where the plan has none of that id.</summary>
    /// <param name="id">The id.</param>
    public Step? Find(string id) => steps.FirstOrDefault(step => step.Id == id);

    /// <summary>The ids of the steps that must be done before a step of the same stage begins.</summary>
    /// <param name="step">The step.</param>
    public IReadOnlyList<string> Before(Step step)
    {
        ArgumentNullException.ThrowIfNull(step);
        return step.After
            ?? [.. Of(step.Stage).TakeWhile(other => other.Id != step.Id).Select(other => other.Id)];
    }

    private void Check()
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var stage in steps.GroupBy(step => step.Stage))
        {
            var earlier = new HashSet<string>(StringComparer.Ordinal);
            foreach (var step in stage)
            {
                if (step.After?.FirstOrDefault(id => !earlier.Contains(id)) is { } missing)
                {
                    // Only earlier steps can be waited for, so a plan cannot have a cycle.
                    throw new ArgumentException(
                        $"The step '{step.Id}' waits for '{missing}', which is not before it in {step.Stage}."
                    );
                }

                if (!known.Add(step.Id))
                {
                    throw new ArgumentException($"Two steps have the id '{step.Id}'.");
                }

                earlier.Add(step.Id);
            }
        }
    }
}
