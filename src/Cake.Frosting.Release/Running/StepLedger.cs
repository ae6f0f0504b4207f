using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Running;

/// <summary>Where each step stands: what earlier runs left in the journal, and what has happened since.</summary>
internal sealed class StepLedger : IReleaseObserver
{
    private readonly Lock gate = new();
    private readonly List<string> begun = [];
    private readonly Dictionary<string, DateTimeOffset> doneBefore = [];
    private readonly HashSet<string> undone = [];
    private bool hasWarnings;

    public StepLedger(ReleaseRecord? earlier)
    {
        foreach (var step in earlier?.Steps ?? [])
        {
            if (step.HasBegun)
            {
                begun.Add(step.Id);
            }

            if (step.Status is StepStatus.Done or StepStatus.Warned)
            {
                doneBefore[step.Id] = step.EndedAt ?? earlier!.LastAt;
            }
            else if (step.Status == StepStatus.Undone)
            {
                undone.Add(step.Id);
            }
        }

        hasWarnings = earlier?.Warnings.Count > 0;
    }

    public bool HasWarnings => hasWarnings;

    public DateTimeOffset? DoneBefore(string stepId) =>
        doneBefore.TryGetValue(stepId, out var at) ? at : null;

    public bool HasBegun(string stepId)
    {
        lock (gate)
        {
            return begun.Contains(stepId);
        }
    }

    /// <summary>The steps that have begun and whose effect was not taken back, the last first.</summary>
    public IReadOnlyList<string> BegunLastFirst()
    {
        lock (gate)
        {
            return [.. begun.Where(id => !undone.Contains(id)).Reverse()];
        }
    }

    public void StepChanged(Step step, StepStatus status, string reason, TimeSpan elapsed)
    {
        lock (gate)
        {
            if (status == StepStatus.Started)
            {
                if (undone.Remove(step.Id))
                {
                    begun.Remove(step.Id);
                }

                if (!begun.Contains(step.Id))
                {
                    begun.Add(step.Id);
                }
            }
            else if (status == StepStatus.Undone)
            {
                undone.Add(step.Id);
            }

            hasWarnings |= status == StepStatus.Warned;
        }
    }

    public void Warned(Step step, string text) => hasWarnings = true;
}
