namespace Cake.Frosting.Release.Assets;

/// <summary>What a run would do. Making it changes nothing.</summary>
/// <param name="Variants">All variants, ordered by path (ordinal).</param>
/// <param name="Notices">What a person should know, such as a manifest that could not be read.</param>
public sealed record CompressPlan(IReadOnlyList<VariantPlan> Variants, IReadOnlyList<string> Notices)
{
    /// <summary>Whether a run would change nothing: the effect is already in place.</summary>
    public bool IsInPlace => Variants.All(v => v.Action is VariantAction.Keep or VariantAction.Omit);

    /// <summary>The variants for which <paramref name="action"/> is planned, ordered by path.</summary>
    /// <param name="action">The action asked for.</param>
    public IEnumerable<VariantPlan> With(VariantAction action) => Variants.Where(v => v.Action == action);
}
