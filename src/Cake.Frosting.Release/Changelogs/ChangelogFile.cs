using Cake.Frosting.Release.Errors;

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
    public bool Exists => File.Exists(FullName);

    /// <summary>The name, relative to the project's directory, that the new bytes have until they take the file's place.</summary>
    internal string TemporaryName
    {
        get
        {
            var split = name.LastIndexOf('/') + 1;
            return $"{name[..split]}.{name[split..]}.release-tmp";
        }
    }

    private string FullName => Path.Combine(directory, name);

    /// <summary>The file's bytes.</summary>
    /// <exception cref="ReleaseRefusedException">It cannot be read.</exception>
    public ReadOnlyMemory<byte> Read()
    {
        try
        {
            return File.ReadAllBytes(FullName);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ReleaseRefusedException(
                $"There is no {name} in {directory}.",
                "Write one with a section ## [Unreleased], or name another file in the configuration.",
                exception
            );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ReleaseRefusedException(
                $"{name} cannot be read: {exception.Message}",
                "Check its rights.",
                exception
            );
        }
    }

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
    public void Write(ReadOnlyMemory<byte> bytes)
    {
        var target = new FileInfo(FullName).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? FullName;
        var temporary = Path.Combine(directory, TemporaryName);
        if (target != FullName)
        {
            temporary = $"{target}.release-tmp";
        }

        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                stream.Write(bytes.Span);
                stream.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ReleaseRefusedException(
                $"{name} cannot be written: {exception.Message}",
                "Check the rights of the file and its directory, and the space on the disk.",
                exception
            );
        }
    }
}
