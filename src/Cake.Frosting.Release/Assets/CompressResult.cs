namespace Cake.Frosting.Release.Assets;

/// <summary>What a run did.</summary>
/// <param name="Sources">How many files were selected for compression.</param>
/// <param name="Written">The full paths of the variants written, ordered (ordinal).</param>
/// <param name="Touched">The full paths of the variants whose modification time was put right.</param>
/// <param name="Removed">The full paths of the files removed.</param>
/// <param name="Skipped">How many variants were in place already and left alone.</param>
/// <param name="Omitted">How many variants are not kept because they are not small enough.</param>
/// <param name="Totals">What each encoding saves; one entry for each encoding asked for.</param>
/// <param name="Notices">What a person should know, such as a manifest that could not be read.</param>
/// <param name="Duration">How long the run took.</param>
public sealed record CompressResult(
    int Sources,
    IReadOnlyList<string> Written,
    IReadOnlyList<string> Touched,
    IReadOnlyList<string> Removed,
    int Skipped,
    int Omitted,
    IReadOnlyList<EncodingTotals> Totals,
    IReadOnlyList<string> Notices,
    TimeSpan Duration
);
