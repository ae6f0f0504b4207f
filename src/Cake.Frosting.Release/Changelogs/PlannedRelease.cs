namespace Cake.Frosting.Release.Changelogs;

/// <summary>A release whose date may be the day on which it is made.</summary>
/// <param name="Version">The version, without any prefix of the tag.</param>
/// <param name="Tag">Its tag.</param>
/// <param name="Date">The day; <c>null</c> for the day on which the step runs, local time.</param>
public sealed record PlannedRelease(string Version, string Tag, DateOnly? Date = null);
