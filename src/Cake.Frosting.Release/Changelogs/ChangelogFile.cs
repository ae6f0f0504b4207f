using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Files;

namespace Cake.Frosting.Release.Changelogs;

/// <summary>The changelog on disk.</summary>
/// <param name="directory">The project's directory.</param>
/// <param name="name">The file's name, relative to it.</param>
/// <param name="options">How it is read and edited.</param>
public sealed class ChangelogFile(
    string directory,
    string name = "CHANGELOG.md",
    ChangelogOptions? options = null
)
{
    /// <summary>The file's name, relative to the project's directory.</summary>
    public string Name => name;

    /// <summary>Whether there is such a file.</summary>
    public bool Exists => File.Exists;

    /// <summary>The project's directory.</summary>
    public string Directory => directory;

    internal ProjectFile File { get; } = new(directory, name);

    internal ChangelogOptions Options => options ?? ChangelogOptions.Default;

    /// <summary>The file's bytes.</summary>
    /// <exception cref="ReleaseRefusedException">It cannot be read.</exception>
    public ReadOnlyMemory<byte> Read() =>
        File.Read("Write one with a section ## [Unreleased], or name another file in the configuration.");

    /// <summary>Reads and understands the file.</summary>
    /// <exception cref="ReleaseRefusedException">It cannot be read or understood.</exception>
    public Changelog Parse() => Changelog.Parse(Read(), name, options);

    /// <summary>Whether the file has a section for a version.</summary>
    /// <param name="names">What its heading may call it: the version, the tag.</param>
    public bool Has(params string[] names) => Exists && Parse().Find(names) is not null;

    /// <summary>
    /// Sets the file's bytes by a temporary file beside it and a rename: whoever reads it sees the old bytes or
    /// the new ones. Its mode stays, and a link stays a link.
    /// </summary>
    /// <param name="bytes">The new bytes.</param>
    /// <exception cref="ReleaseRefusedException">It cannot be written.</exception>
    public void Write(ReadOnlyMemory<byte> bytes) => File.Write(bytes);
}
