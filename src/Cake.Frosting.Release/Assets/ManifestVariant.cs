namespace Cake.Frosting.Release.Assets;

/// <summary>What the manifest remembers of one variant.</summary>
/// <param name="Settings">The settings it was made with.</param>
/// <param name="Length">Its size in bytes, also where it was not kept.</param>
/// <param name="Sha256">Its hash in hexadecimal; <see langword="null"/> where it was not kept.</param>
internal sealed record ManifestVariant(string Settings, long Length, string? Sha256 = null);
