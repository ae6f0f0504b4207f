using System.Collections.Concurrent;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.Postgres;

/// <summary>Keeps what a step issues and says.</summary>
internal sealed class RecordingEvents : IStepEvents
{
    public ConcurrentQueue<Instruction> Instructions { get; } = new();

    public ConcurrentQueue<string> Lines { get; } = new();

    public void Issued(Instruction instruction) => Instructions.Enqueue(instruction);

    public void Progress(string text) => Lines.Enqueue(text);

    public void Warned(string text) => Lines.Enqueue("warning: " + text);
}
