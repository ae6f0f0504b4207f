namespace Cake.Frosting.Release.Configuration;

/// <summary>What CI must have said about a commit.</summary>
[Section("What CI must have said about the commit, by its commit statuses and check runs.")]
public sealed record GitHubChecks
{
    /// <summary>Whether they must be green.</summary>
    [Setting("Whether they must all be green.", Example = "false")]
    public bool RequireGreen { get; init; } = true;

    /// <summary>Those that must have reported.</summary>
    [Setting("Names of those that must have reported.", Example = "[build, \"ci/shop: test\"]")]
    public IReadOnlyList<string> Require { get; init; } = [];

    /// <summary>Those that do not matter.</summary>
    [Setting("Globs of the names that do not matter.", Example = "[\"codecov/*\"]")]
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>How long those that still run are waited for.</summary>
    [Setting("How long those that still run are waited for.", Example = "20m", AllowZero = true)]
    public TimeSpan Wait { get; init; } = TimeSpan.Zero;
}
