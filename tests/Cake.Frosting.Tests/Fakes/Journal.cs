namespace Cake.Frosting.Tests.Fakes;

/// <summary>What the tasks and lifetimes of a test did, in order.</summary>
public sealed class Journal
{
    private readonly List<string> _entries = [];

    public IReadOnlyList<string> Entries => _entries;

    public void Add(string entry) => _entries.Add(entry);
}
