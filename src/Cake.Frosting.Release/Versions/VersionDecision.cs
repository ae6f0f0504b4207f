namespace Cake.Frosting.Release.Versions;

/// <summary>Which version is released, and why.</summary>
/// <param name="Version">The version, without any prefix of the tag.</param>
/// <param name="Tag">Its tag.</param>
/// <param name="Last">The version before it; <c>null</c> for the first.</param>
/// <param name="Because">Why, as a clause: <c>minor, because CHANGELOG.md has entries under Added</c>.</param>
/// <param name="IsContinued">Whether an earlier run has tagged or committed it already.</param>
public sealed record VersionDecision(
    string Version,
    string Tag,
    string? Last,
    string Because,
    bool IsContinued = false
);
