namespace Cake.Frosting.Release.Versions;

/// <summary>How great a step the changes ask for, and how that is known.</summary>
/// <param name="Bump">The step.</param>
/// <param name="Because">How it is known, as a clause: <c>CHANGELOG.md has entries under Added</c>.</param>
public sealed record BumpReason(VersionBump Bump, string Because);
