using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>Shows how the preparation of a recipe gets on, before there is a release to tell of.</summary>
internal sealed class SetupEvents(TextWriter output) : IStepEvents
{
    public void Issued(Instruction instruction) { }

    public void Progress(string text) { }

    public void Warned(string text) => output.WriteLine($"  {text}");
}
