namespace Cake.Frosting.Release.Configuration;

/// <summary>A value that was read, or what is wrong with it.</summary>
/// <param name="Value">The value; <c>null</c> after a problem.</param>
/// <param name="Problem">What is wrong; <c>null</c> where nothing is.</param>
internal readonly record struct Read(object? Value, string? Problem)
{
    /// <summary>A value.</summary>
    internal static Read Ok(object value) => new(value, null);

    /// <summary>A problem.</summary>
    internal static Read Wrong(string problem) => new(null, problem);
}
