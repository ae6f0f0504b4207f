namespace Cake.Frosting.Release.Platforms.Processes;

/// <summary>Where the process platform keeps things, below one directory.</summary>
/// <param name="root">The directory, a full path.</param>
public sealed class ProcessLayout(string root)
{
    private const string Partial = ".partial";

    /// <summary>The directory.</summary>
    public string Root => root;

    /// <summary>The link to the directory of the version that is set.</summary>
    public string Current => Path.Combine(root, "current");

    /// <summary>The directory that holds a directory for each version.</summary>
    public string Releases => Path.Combine(root, "releases");

    /// <summary>The directory for files that all versions share.</summary>
    public string Shared => Path.Combine(root, "shared");

    /// <summary>The script that keeps services running.</summary>
    public string Script => Path.Combine(root, "run", "service.sh");

    /// <summary>The directory of a version's files.</summary>
    /// <param name="version">The version.</param>
    public string DirectoryOf(string version) => Path.Combine(Releases, version);

    /// <summary>Where a version's files are put together before they are complete.</summary>
    /// <param name="version">The version.</param>
    public string PartialOf(string version) => Path.Combine(Releases, $".{version}{Partial}");

    /// <summary>Whether a directory among the releases is one that was never completed.</summary>
    /// <param name="name">The directory's name.</param>
    public static bool IsPartial(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.StartsWith('.') && name.EndsWith(Partial, StringComparison.Ordinal);
    }

    /// <summary>The file that tells which process a service is.</summary>
    /// <param name="service">The service.</param>
    public string StateOf(string service) => Path.Combine(root, "run", service + ".state");

    /// <summary>The log of a service, over all versions.</summary>
    /// <param name="service">The service.</param>
    public string LogOf(string service) => Path.Combine(root, "log", service + ".log");

    /// <summary>The version that is set; <c>null</c> where none ever was. Changes nothing.</summary>
    public string? CurrentVersion() =>
        new FileInfo(Current).LinkTarget is { } target
            ? Path.GetFileName(Path.TrimEndingDirectorySeparator(target))
            : null;
}
