using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Composing;

/// <summary>Whether a mode was switched on by this release; journalled before it is, so that a kill loses nothing.</summary>
/// <param name="stepId">The step that switches it on.</param>
/// <param name="name">What it is called.</param>
internal sealed class Ownership(string stepId, string name)
{
    private const string Fact = "on";
    private const string Ours = "by this release";
    private const string Found = "before this release";
    private const string Ended = "no more";

    /// <summary>Whether this release has switched it on, or was about to.</summary>
    public bool IsOurs(StepContext context) => context.Facts.Find(stepId, Fact) == Ours;

    /// <summary>Notes that it is about to be switched on.</summary>
    public void Take(StepContext context) => context.Facts.Record(stepId, Fact, Ours);

    /// <summary>Notes that it is off.</summary>
    public void End(StepContext context) => context.Facts.Record(stepId, Fact, Ended);

    /// <summary>Notes that somebody else had switched it on.</summary>
    public void Leave(StepContext context)
    {
        context.Facts.Record(stepId, Fact, Found);
        context.Progress($"{name} is on already, and stays on when the release is done.");
    }

    /// <summary>Whether it stays on because it was on before; says so.</summary>
    public bool Stays(StepContext context)
    {
        var stays = context.Facts.Find(stepId, Fact) == Found;
        if (stays)
        {
            context.Warn(
                $"{name} was on before this release and stays on: switch it off when users may come in."
            );
        }

        return stays;
    }
}
