namespace Cake.Frosting.Release.Assets;

/// <summary>A source as it was found, with what is to be done about each of its variants.</summary>
internal sealed record SourceState(SourceFile Source, string Sha256, IReadOnlyList<VariantState> Variants)
{
    public bool NeedsWriting => Variants.Any(v => v.Action == VariantAction.Write);

    /// <summary>The manifest's entry, as far as it is true already.</summary>
    public ManifestEntry Entry =>
        ManifestEntry.Of(
            Sha256,
            Variants
                .Where(v => v.Recorded != null && v.Action != VariantAction.Write)
                .Select(v => KeyValuePair.Create(v.Encoding.Key(), v.Recorded!))
        );
}
