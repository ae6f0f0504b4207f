namespace Cake.Frosting.Release.Versions;

/// <summary>A version of two numbers, such as 36-1.</summary>
/// <param name="Major">The first number.</param>
/// <param name="Minor">The second number.</param>
/// <param name="Separator">What stands between them.</param>
#pragma warning disable CA1036 // Only schemes compare versions of two numbers; nobody writes an operator between them.
public sealed record MajorMinorVersion(ulong Major, ulong Minor, char Separator) : IReleaseVersion
#pragma warning restore CA1036
{
    /// <inheritdoc/>
    public string Text => $"{Major}{Separator}{Minor}";

    /// <inheritdoc/>
    public bool IsPrerelease => false;

    /// <inheritdoc/>
    public int CompareTo(IReleaseVersion? other) =>
        other switch
        {
            null => 1,
            MajorMinorVersion version => (Major, Minor).CompareTo((version.Major, version.Minor)),
            _ => throw new ArgumentException($"{other.Text} is not a version of two numbers.", nameof(other)),
        };

    /// <summary>The version as it is written.</summary>
    public override string ToString() => Text;
}
