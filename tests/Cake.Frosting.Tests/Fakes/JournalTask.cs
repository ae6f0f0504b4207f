using Cake.Core;

namespace Cake.Frosting.Tests.Fakes;

/// <summary>A task that writes its name down.</summary>
public abstract class JournalTask(Journal journal) : FrostingTask
{
    protected Journal Journal { get; } = journal;

    public override void Run(ICakeContext context) => Journal.Add(GetType().Name);
}
