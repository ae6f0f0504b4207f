namespace Cake.Frosting.Release.Changelogs;

/// <summary>An entry that nobody wrote into the changelog.</summary>
/// <param name="Section">The subsection that it belongs to, for example <c>Fixed</c>.</param>
/// <param name="Markdown">Its text, without list marker; lines are separated by a line feed.</param>
public sealed record ChangelogEntry(string Section, string Markdown);
