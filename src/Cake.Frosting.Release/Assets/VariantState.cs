namespace Cake.Frosting.Release.Assets;

/// <summary>What is to be done about one variant of a source, and what the manifest remembers of it.</summary>
/// <param name="Encoding">The encoding.</param>
/// <param name="Action">What is to be done.</param>
/// <param name="Reason">Why.</param>
/// <param name="Recorded">What the manifest remembers, if it was made from these settings and this content.</param>
/// <param name="OwnSha256">The hash of the variant that we made last, whatever it was made from.</param>
internal sealed record VariantState(
    ContentEncoding Encoding,
    VariantAction Action,
    string Reason,
    ManifestVariant? Recorded = null,
    string? OwnSha256 = null
);
