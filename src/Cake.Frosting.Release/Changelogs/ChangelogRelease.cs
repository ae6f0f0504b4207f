namespace Cake.Frosting.Release.Changelogs;

/// <summary>The release that a changelog is to get a section for.</summary>
/// <param name="Version">The version, without any prefix of the tag.</param>
/// <param name="Tag">Its tag, for the compare links.</param>
/// <param name="Date">The day of the release.</param>
public sealed record ChangelogRelease(string Version, string Tag, DateOnly Date);
