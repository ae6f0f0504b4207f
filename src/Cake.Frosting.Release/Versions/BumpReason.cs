namespace Cake.Frosting.Release.Versions;

/// <summary>How great a step the changes ask for, and how that is known.</summary>
/// <param name="Bump">The step.</param>
/// <param name="Because">How it is known, as a clause: <c>CHANGELOG.md has entries under Added</c>.</param>
public sealed record BumpReason(VersionBump Bump, string Because)
{
    /// <summary>The greater of two steps; the first where they are equal.</summary>
    internal static BumpReason? Greater(BumpReason? left, BumpReason? right) =>
        left is null || right?.Bump > left.Bump ? right ?? left : left;
}
