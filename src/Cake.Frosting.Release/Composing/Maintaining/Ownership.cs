using Cake.Frosting.Release.Files;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Composing;

/// <summary>
/// Whether a mode was switched on by a release; noted before it is, so that a kill loses nothing. The journal tells of
/// this release; a mark beside it tells of one before, which was given up with the mode on.
/// </summary>
/// <param name="stepId">The step that switches it on.</param>
/// <param name="name">What it is called.</param>
/// <param name="mark">The file of the mark.</param>
internal sealed class Ownership(string stepId, string name, string mark)
{
    private const string Fact = "on";
    private const string Ours = "by this release";
    private const string Found = "before this release";
    private const string Ended = "no more";

    /// <summary>Whether this release has switched it on, or was about to.</summary>
    public bool IsOurs(StepContext context) => context.Facts.Find(stepId, Fact) == Ours;

    /// <summary>Whether this release has switched it on and off again.</summary>
    public bool WasOurs(StepContext context) => context.Facts.Find(stepId, Fact) == Ended;

    /// <summary>Notes that it is about to be switched on.</summary>
    public void Take(StepContext context)
    {
        DurableDirectory.Create(Path.GetDirectoryName(mark)!);
        File.WriteAllText(mark, context.Release.Id + "\n");
        context.Facts.Record(stepId, Fact, Ours);
    }

    /// <summary>Notes that it is off.</summary>
    public void End(StepContext context)
    {
        context.Facts.Record(stepId, Fact, Ended);
        File.Delete(mark);
    }

    /// <summary>It is on already: what an abandoned release left on is taken over, what somebody else has switched on is left.</summary>
    public void Meet(StepContext context)
    {
        if (IsOurs(context))
        {
            return;
        }

        if (File.Exists(mark))
        {
            context.Progress($"{name} is on already, from the release {File.ReadAllText(mark).Trim()}.");
            Take(context);
            return;
        }

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
