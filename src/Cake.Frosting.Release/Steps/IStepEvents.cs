namespace Cake.Frosting.Release.Steps;

/// <summary>Hears what a step does while it runs.</summary>
public interface IStepEvents
{
    /// <summary>An instruction is about to be executed.</summary>
    /// <param name="instruction">The instruction.</param>
    void Issued(Instruction instruction);

    /// <summary>The step got on; from any thread.</summary>
    /// <param name="text">One short line, without secrets.</param>
    void Progress(string text);

    /// <summary>Something is wrong, and the release goes on.</summary>
    /// <param name="text">What is wrong and what to do about it.</param>
    void Warned(string text);
}
