namespace Cake.Frosting.Release.Configuration;

/// <summary>What happens when a step fails after the services were stopped.</summary>
public enum FailurePolicy
{
    /// <summary>Back to the old version.</summary>
    [Value("The old version is brought back, and its database where a migration began.")]
    Rollback,

    /// <summary>Everything stays as it is.</summary>
    [Value("Everything stays as it is for a person to look at; the next run resumes or rolls back.")]
    Halt,

    /// <summary>A person decides.</summary>
    [Value("The person at the terminal is asked; without a terminal it is rollback.")]
    Ask,
}
