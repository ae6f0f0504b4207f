namespace Cake.Frosting.Release.Assets;

/// <summary>What the manifest remembers of one source.</summary>
/// <param name="Sha256">The hash of the source, in hexadecimal.</param>
/// <param name="Variants">Its variants by <see cref="ContentEncodings.Key"/>.</param>
internal sealed record ManifestEntry(string Sha256, IReadOnlyDictionary<string, ManifestVariant> Variants)
{
    /// <summary>An entry that is always written the same way.</summary>
    public static ManifestEntry Of(
        string sha256,
        IEnumerable<KeyValuePair<string, ManifestVariant>> variants
    ) =>
        new(
            sha256,
            new SortedDictionary<string, ManifestVariant>(variants.ToDictionary(), StringComparer.Ordinal)
        );
}
