namespace Cake.Frosting.Release.Changelogs;

/// <summary>A subsection of a release, such as Added.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Line">The line of its heading, counted from 1.</param>
/// <param name="HasEntries">Whether there is anything in it.</param>
public sealed record ChangelogSubsection(string Title, int Line, bool HasEntries);
