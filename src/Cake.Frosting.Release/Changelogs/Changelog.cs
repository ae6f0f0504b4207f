using System.Text;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Files;

namespace Cake.Frosting.Release.Changelogs;

/// <summary>
/// A changelog in the manner of Keep a Changelog: its bytes, and where in them the releases are. An edit
/// changes no byte that it does not have to change.
/// </summary>
public sealed class Changelog
{
    private readonly ReadOnlyMemory<byte> bytes;
    private readonly MarkdownOutline outline;
    private readonly ChangelogOptions options;

    private Changelog(ReadOnlyMemory<byte> bytes, string file, ChangelogOptions options)
    {
        this.bytes = bytes;
        this.options = options;
        File = file;
        var errors = new ChangelogErrors(file);
        ChangelogEncoding.Check(bytes.Span, errors);
        outline = MarkdownScanner.Scan(bytes.Span);
        if (outline.Problem is { } problem)
        {
            throw errors.At(problem.Line, problem.Message, problem.WayOut);
        }

        Sections = ChangelogSections.Find(bytes.Span, outline, options);
        var unreleased = Sections.Where(section => section.IsUnreleased).ToList();
        if (unreleased.Count > 1)
        {
            throw errors.At(
                unreleased[1].Line,
                $"there is a second section for what is not released yet; the first is in line {unreleased[0].Line}.",
                "Put the entries into one of them and remove the other."
            );
        }

        Unreleased = unreleased.FirstOrDefault();
    }

    /// <summary>The file's name, as messages have it.</summary>
    public string File { get; }

    /// <summary>All sections in the order of the file, Unreleased among them.</summary>
    public IReadOnlyList<ChangelogSection> Sections { get; }

    /// <summary>The section of what is not released yet, or <c>null</c>.</summary>
    public ChangelogSection? Unreleased { get; }

    /// <summary>The release that comes first in the file, or <c>null</c>.</summary>
    public ChangelogSection? Latest => Sections.FirstOrDefault(section => !section.IsUnreleased);

    /// <summary>Whether Unreleased has anything in it.</summary>
    public bool HasEntries =>
        Unreleased is not null
        && (Unreleased.Heading.HasContent || Subsections(Unreleased).Any(one => one.HasEntries));

    /// <summary>Reads a changelog.</summary>
    /// <param name="bytes">The file's bytes: UTF-8, with or without a byte order mark, any line ends.</param>
    /// <param name="file">Its name for messages, for example <c>CHANGELOG.md</c>.</param>
    /// <param name="options">How to read and edit it.</param>
    /// <exception cref="ReleaseRefusedException">It cannot be understood; the message has the position.</exception>
    public static Changelog Parse(
        ReadOnlyMemory<byte> bytes,
        string file,
        ChangelogOptions? options = null
    ) => new(bytes, file, options ?? ChangelogOptions.Default);

    /// <summary>The section of a version, or <c>null</c>.</summary>
    /// <param name="names">
    /// What its heading may call it: the version, the tag. A v before it does not matter, nor the name that the
    /// newest release has before its number.
    /// </param>
    public ChangelogSection? Find(params string[] names)
    {
        var released = Sections.Where(section => !section.IsUnreleased);
        var package = Latest?.Version is { } newest ? HeadingModel.NameBefore(newest) : "";
        return released.FirstOrDefault(section => names.Any(section.Names))
            ?? (
                package.Length == 0
                    ? null
                    : released.FirstOrDefault(section =>
                        names.Any(name => section.Version == $"{package}{ChangelogSection.Bare(name)}")
                    )
            );
    }

    /// <summary>The subsections of a section, such as Added and Fixed.</summary>
    /// <param name="section">A section of this changelog.</param>
    public IReadOnlyList<ChangelogSubsection> Subsections(ChangelogSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        return ChangelogSections.Subsections(bytes.Span, outline, section);
    }

    /// <summary>
    /// What a section says, as Markdown with line feeds, without its heading and without the link definitions at its end.
    /// </summary>
    /// <param name="section">A section of this changelog.</param>
    public string Notes(ChangelogSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        var end = section.End;
        for (var i = outline.Links.Count - 1; i >= 0 && outline.Links[i].Start >= section.Heading.End; i--)
        {
            var link = outline.Links[i];
            if (link.End <= end && bytes.Span[link.End..end].Trim("\r\n\t "u8).IsEmpty)
            {
                end = link.Start;
            }
        }

        return Encoding
            .UTF8.GetString(bytes.Span[section.Heading.End..end])
            .ReplaceLineEndings("\n")
            .Trim('\n')
            .TrimEnd();
    }

    /// <summary>Makes what is not released yet the section of a version. The file is not touched.</summary>
    /// <param name="release">The release.</param>
    /// <param name="entries">Entries besides those that Unreleased has; none unless given.</param>
    /// <exception cref="ReleaseRefusedException">
    /// There is nothing to release, or the place for it cannot be found without guessing.
    /// </exception>
    public ChangelogEdit Release(ChangelogRelease release, IReadOnlyList<ChangelogEntry>? entries = null)
    {
        ArgumentNullException.ThrowIfNull(release);
        entries ??= [];
        var errors = new ChangelogErrors(File);
        if (Find(release.Version, release.Tag) is not null)
        {
            return new ChangelogEdit(File, bytes, [], ChangelogOutcome.AlreadyReleased);
        }

        if (Unreleased is null && entries.Count > 0)
        {
            NewSectionPlace.Check(bytes.Span, outline, Sections, errors);
            return Checked(new NewSectionSplicer(bytes, outline, Sections, release, entries).Make(), release);
        }

        if (Unreleased is null || (!HasEntries && entries.Count == 0))
        {
            return !options.RequireEntries
                    ? new ChangelogEdit(File, bytes, [], ChangelogOutcome.NothingToRelease)
                : Unreleased is null ? throw errors.NoUnreleased()
                : throw errors.NoEntries(Unreleased);
        }

        if (Sections[0] != Unreleased)
        {
            throw errors.At(
                Unreleased.Line,
                $"{Unreleased.Text.LabelText} comes after the release {Latest!.Version}; the newest must come first.",
                $"Move {Unreleased.Text.LabelText} above it."
            );
        }

        if (Unreleased.Version is not null && !Unreleased.Names(release.Version))
        {
            throw errors.At(
                Unreleased.Line,
                $"the heading plans {Unreleased.Version}, and {release.Version} is to be released.",
                $"Release --version={ChangelogSection.Bare(Unreleased.Version)}, or change the heading."
            );
        }

        var splices = new ReleaseSplicer(bytes, outline, options, Sections, release, entries).Make();
        return entries.Count == 0
            ? new ChangelogEdit(File, bytes, splices, ChangelogOutcome.Released)
            : Checked(splices, release);
    }

    private ChangelogEdit Checked(IReadOnlyList<Splice> splices, ChangelogRelease release)
    {
        var edit = new ChangelogEdit(File, bytes, splices, ChangelogOutcome.Released);
        return IsSound(edit, release)
            ? edit
            : throw new ChangelogErrors(File).At(
                (Unreleased ?? Latest)?.Line ?? 1,
                "the generated entries cannot be put here: what is around them would be read as something else.",
                "Look for a fence or comment near this heading that is not closed, or write the entries by hand."
            );
    }

    /// <summary>Whether the edited file says what this one says, and the new release besides.</summary>
    private bool IsSound(ChangelogEdit edit, ChangelogRelease release)
    {
        try
        {
            var after = new Changelog(edit.Bytes, File, options);
            return after.Sections.Count == Sections.Count + 1
                && after.Find(release.Version, release.Tag) is not null
                && !after.HasEntries;
        }
        catch (ReleaseRefusedException)
        {
            return false;
        }
    }
}
