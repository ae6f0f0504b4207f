namespace Cake.Frosting.Release.Configuration;

/// <summary>How messages show a value: as the file has it, never what the environment holds.</summary>
/// <param name="Written">What the file has.</param>
/// <param name="IsQuoted">Whether it is in quotes there.</param>
internal sealed record Shown(string Written, bool IsQuoted = false)
{
    /// <summary>Whether a part of the value comes from the environment.</summary>
    internal bool IsExpanded => Written.Contains("${", StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() =>
        IsExpanded ? $"the value of {Quoting.Quote(Written)}" : Quoting.Quote(Written);
}
