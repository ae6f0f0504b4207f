namespace Cake.Frosting.Release.Git;

/// <summary>A change in the work tree that an interrupted run of this release made itself, so that it is no dirt.</summary>
/// <param name="File">The file, relative to the repository's directory.</param>
/// <param name="Sha256">
/// The lower-case hexadecimal SHA-256 that it must have; <c>null</c> for a temporary file of the release.
/// </param>
public sealed record OwnEdit(string File, string? Sha256)
{
    /// <summary>Whether the release deletes the file, so that it must be gone.</summary>
    public bool IsDeleted { get; init; }
}
