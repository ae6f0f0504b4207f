using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Running;

/// <summary>Tells the observers what one step does, secrets replaced.</summary>
internal sealed class StepEvents(Step step, IReleaseObserver observer, Redactor redactor) : IStepEvents
{
    public void Issued(Instruction instruction) =>
        observer.Issued(step, instruction with { Text = redactor.Redact(instruction.Text) });

    public void Progress(string text) => observer.Progress(step, redactor.Redact(text));

    public void Warned(string text) => observer.Warned(step, redactor.Redact(text));
}
