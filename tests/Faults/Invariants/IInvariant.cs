namespace Faults.Invariants;

/// <summary>Something that holds whenever a release has ended, whatever happened to it.</summary>
internal interface IInvariant
{
    /// <summary>What holds.</summary>
    string Name { get; }

    /// <summary>What does not; none where all is well.</summary>
    Task<IReadOnlyList<string>> FindAsync(Scene scene);
}
