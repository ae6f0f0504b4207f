namespace Cake.Frosting.Release.Git;

/// <summary>Something about the repository that a release cannot begin with.</summary>
/// <param name="Problem">What does not hold, with the values seen, as a sentence.</param>
/// <param name="WayOut">What to do about it.</param>
public sealed record GitFinding(string Problem, string WayOut);
