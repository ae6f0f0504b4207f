namespace Cake.Frosting.Release.Assets;

/// <summary>How much one encoding saves, over all variants that are in place after a run.</summary>
/// <param name="Encoding">The encoding.</param>
/// <param name="Files">How many files have a variant in this encoding.</param>
/// <param name="SourceBytes">The size of those files, in bytes.</param>
/// <param name="VariantBytes">The size of their variants, in bytes.</param>
public sealed record EncodingTotals(ContentEncoding Encoding, int Files, long SourceBytes, long VariantBytes);
