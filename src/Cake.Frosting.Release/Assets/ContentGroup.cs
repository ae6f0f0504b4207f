namespace Cake.Frosting.Release.Assets;

/// <summary>Sources of the same content, which is compressed once.</summary>
internal sealed record ContentGroup(IReadOnlyList<SourceState> Members)
{
    public SourceFile First => Members[0].Source;

    public string Sha256 => Members[0].Sha256;

    public bool NeedsWriting => Members.Any(member => member.NeedsWriting);

    /// <summary>The groups that need work, largest first, so that no worker is left alone at the end.</summary>
    public static IReadOnlyList<ContentGroup> Of(IEnumerable<SourceState> sources) =>
        [
            .. sources
                .GroupBy(state => state.Sha256)
                .Select(group => new ContentGroup([.. group]))
                .Where(group => group.NeedsWriting)
                .OrderByDescending(group => group.First.Length)
                .ThenBy(group => group.First.Path, StringComparer.Ordinal),
        ];

    public IEnumerable<SourceState> Missing(ContentEncoding encoding) =>
        Members.Where(m => m.Variants.Any(v => v.Encoding == encoding && v.Action == VariantAction.Write));

    /// <summary>A member that has this variant already.</summary>
    public (SourceState Member, ManifestVariant Variant)? Donor(ContentEncoding encoding) =>
        Members
            .SelectMany(member => member.Variants.Select(variant => (member, variant)))
            .Where(pair =>
                pair.variant.Encoding == encoding
                && pair.variant.Action is VariantAction.Keep or VariantAction.Touch
                && pair.variant.Recorded != null
            )
            .Select(pair => ((SourceState, ManifestVariant)?)(pair.member, pair.variant.Recorded!))
            .FirstOrDefault();
}
