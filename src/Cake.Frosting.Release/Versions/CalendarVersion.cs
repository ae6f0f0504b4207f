namespace Cake.Frosting.Release.Versions;

/// <summary>A version that is a date.</summary>
/// <param name="Text">The version as it is written.</param>
/// <param name="Numbers">Its numbers, the most important first.</param>
#pragma warning disable CA1036 // Only schemes compare such versions; nobody writes an operator between them.
public sealed record CalendarVersion(string Text, IReadOnlyList<long> Numbers) : IReleaseVersion
#pragma warning restore CA1036
{
    /// <inheritdoc/>
    public bool IsPrerelease => false;

    /// <inheritdoc/>
    public int CompareTo(IReleaseVersion? other) =>
        other switch
        {
            null => 1,
            CalendarVersion version => NumberLists.Compare(Numbers, version.Numbers),
            _ => throw new ArgumentException($"{other.Text} is not a calendar version.", nameof(other)),
        };

    /// <summary>The version as it is written.</summary>
    public override string ToString() => Text;
}
