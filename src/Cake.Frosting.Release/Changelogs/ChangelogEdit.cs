using Cake.Frosting.Release.Files;

namespace Cake.Frosting.Release.Changelogs;

/// <summary>What a release changes in a changelog.</summary>
public sealed class ChangelogEdit
{
    internal ChangelogEdit(
        string file,
        ReadOnlyMemory<byte> original,
        IReadOnlyList<Splice> splices,
        ChangelogOutcome outcome
    )
    {
        File = file;
        Original = original;
        Splices = splices;
        Outcome = outcome;
        Bytes = splices.Count == 0 ? original : Splice.Apply(original.Span, splices);
    }

    /// <summary>The file's name, as messages have it.</summary>
    public string File { get; }

    /// <summary>What there is to do.</summary>
    public ChangelogOutcome Outcome { get; }

    /// <summary>Whether the bytes differ.</summary>
    public bool IsChanged => Splices.Count > 0;

    /// <summary>The bytes before.</summary>
    public ReadOnlyMemory<byte> Original { get; }

    /// <summary>The bytes after.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    internal IReadOnlyList<Splice> Splices { get; }

    /// <summary>The change as a unified diff that <c>git apply</c> and <c>patch -p1</c> take; empty where there is none.</summary>
    public string Diff => UnifiedDiff.Of(Original.Span, Splices, File);
}

/// <summary>What a release has to do in a changelog.</summary>
public enum ChangelogOutcome
{
    /// <summary>Unreleased becomes the version's section.</summary>
    Released,

    /// <summary>The version has its section already: nothing changes.</summary>
    AlreadyReleased,

    /// <summary>There is nothing unreleased, and the options allow it: nothing changes.</summary>
    NothingToRelease,
}
