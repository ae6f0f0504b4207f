namespace Cake.Frosting.Release.Git;

/// <summary>How far two commits have grown apart.</summary>
/// <param name="Ahead">How many commits we have that the other side has not.</param>
/// <param name="Behind">How many commits the other side has that we have not; <c>null</c> where they are not here to be counted.</param>
public sealed record Divergence(int Ahead, int? Behind);
