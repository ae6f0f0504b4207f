namespace Cake.Frosting.Release.Configuration;

/// <summary>One check of Verify.</summary>
[Section("One check that a release must pass; it is tried until it holds or its deadline has passed.")]
public sealed record Check : Condition
{
    /// <summary>Its name.</summary>
    [Setting("Its name, for plan and report.", Example = "the shop answers", IsUnique = true)]
    public required string Name { get; init; }

    /// <summary>Whether a failure is only a warning.</summary>
    [Setting("Whether a failure is only a warning.", Example = "true")]
    public bool WarnOnly { get; init; }
}
