using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Files;

/// <summary>A file of the project that a release edits.</summary>
/// <param name="directory">The directory that the name is relative to.</param>
/// <param name="name">The file's name, with slashes.</param>
public sealed class ProjectFile(string directory, string name)
{
    /// <summary>The file's name, relative to the directory.</summary>
    public string Name => name;

    /// <summary>Whether there is such a file.</summary>
    public bool Exists => File.Exists(FullName);

    /// <summary>The name, relative to the directory, that the new bytes have until they take the file's place.</summary>
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
    /// <param name="wayOut">What to do where there is no such file.</param>
    /// <exception cref="ReleaseRefusedException">It cannot be read.</exception>
    public ReadOnlyMemory<byte> Read(string wayOut = "Name another file in the configuration.")
    {
        try
        {
            return File.ReadAllBytes(FullName);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ReleaseRefusedException($"There is no {name} in {directory}.", wayOut, exception);
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

    /// <summary>
    /// Sets the file's bytes by a temporary file beside it and a rename: whoever reads it sees the old bytes or
    /// the new ones. Its mode stays, and a link stays a link.
    /// </summary>
    /// <param name="bytes">The new bytes.</param>
    /// <exception cref="ReleaseRefusedException">It cannot be written.</exception>
    public void Write(ReadOnlyMemory<byte> bytes)
    {
        var target =
            new FileInfo(FullName) is { LinkTarget: not null } link
            && link.ResolveLinkTarget(returnFinalTarget: true) is { } end
                ? end.FullName
                : FullName;
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

            if (!OperatingSystem.IsWindows() && File.Exists(target))
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

    /// <summary>Deletes the file, if it is there.</summary>
    /// <exception cref="ReleaseRefusedException">It cannot be deleted.</exception>
    public void Delete()
    {
        try
        {
            File.Delete(FullName);
        }
        catch (DirectoryNotFoundException)
        {
            // Then the file is not there either.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ReleaseRefusedException(
                $"{name} cannot be deleted: {exception.Message}",
                "Check the rights of its directory.",
                exception
            );
        }
    }
}
