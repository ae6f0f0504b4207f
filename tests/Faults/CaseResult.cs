namespace Faults;

/// <summary>What became of a fault.</summary>
internal enum Verdict
{
    /// <summary>It happened, and everything holds.</summary>
    Survived,

    /// <summary>Its moment never came, and everything holds.</summary>
    Missed,

    /// <summary>It cannot be tried on this machine.</summary>
    NotHere,

    /// <summary>Something does not hold.</summary>
    Failed,
}

/// <summary>What became of a fault, and what was seen.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Verdict">What became of it.</param>
internal sealed record CaseResult(Fault Fault, Verdict Verdict)
{
    /// <summary>What happened, in order.</summary>
    public IReadOnlyList<string> Told { get; init; } = [];

    /// <summary>What does not hold.</summary>
    public IReadOnlyList<string> Broken { get; init; } = [];

    /// <summary>What the runs of the tool printed.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>Rows that the service acknowledged meanwhile.</summary>
    public long Written { get; init; }

    /// <summary>Acknowledged rows that are not in the database.</summary>
    public long Lost { get; init; }

    public TimeSpan Elapsed { get; init; }
}
