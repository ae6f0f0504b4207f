using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.EnvFiles;

/// <summary>What a release does with one env file of production.</summary>
/// <param name="Directory">The directory that the names are relative to.</param>
/// <param name="File">Production's file.</param>
internal sealed record EnvFilePlan(string Directory, string File)
{
    /// <summary>The template of the new version; <c>null</c> where there is none.</summary>
    public string? Template { get; init; }

    /// <summary>Keys that production must have set, and not to the template's default.</summary>
    public IReadOnlyList<string> MustSet { get; init; } = [];

    /// <summary>Keys of the template that production does without.</summary>
    public IReadOnlyList<string> Skip { get; init; } = [];

    /// <summary>Keys whose values are never shown, beside those that look secret.</summary>
    public IReadOnlyList<string> Secret { get; init; } = [];

    /// <summary>Values that the release sets.</summary>
    public IReadOnlyDictionary<string, EnvironmentValue> Set { get; init; } =
        new Dictionary<string, EnvironmentValue>();

    /// <summary>The directory that keeps the bytes from before, for undo; for its owner alone.</summary>
    public required string Kept { get; init; }
}
