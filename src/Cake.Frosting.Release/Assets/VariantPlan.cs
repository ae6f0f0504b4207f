namespace Cake.Frosting.Release.Assets;

/// <summary>What would be done about one file beside a source.</summary>
/// <param name="Path">The full path of the variant.</param>
/// <param name="Action">What would be done.</param>
/// <param name="Reason">Why, in a few words for people, such as <c>source changed</c>.</param>
/// <param name="Encoding">
/// The encoding; <see langword="null"/> for what a killed run left behind.
/// </param>
public sealed record VariantPlan(
    string Path,
    VariantAction Action,
    string Reason,
    ContentEncoding? Encoding = null
);
