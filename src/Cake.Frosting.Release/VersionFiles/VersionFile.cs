using System.Buffers;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Files;

namespace Cake.Frosting.Release.VersionFiles;

/// <summary>A file that names the version of the project, as people or build tools put it there.</summary>
/// <param name="directory">The repository's directory.</param>
/// <param name="name">The file's name, relative to it, with slashes.</param>
/// <param name="pattern">
/// A regular expression with one group, which is the version; <c>null</c> for a file that is known by its name.
/// </param>
public sealed class VersionFile(string directory, string name, string? pattern = null)
{
    private static readonly SearchValues<char> Meaningful = SearchValues.Create("\"'<>&\\ \t\r\n");

    /// <summary>The file's name, relative to the repository's directory.</summary>
    public string Name => name;

    internal ProjectFile File { get; } = new(directory, name);

    /// <summary>What has to change for the file to name a version. The file is not touched.</summary>
    /// <param name="version">The version.</param>
    /// <exception cref="ConfigurationException">Nobody knows where in such a file the version stands.</exception>
    /// <exception cref="ReleaseRefusedException">The version is not found in it, or more than once.</exception>
    internal VersionEdit Edit(string version)
    {
        var bytes = File.Read("Name another file in version/files of the configuration.");
        var text = new VersionText(name, bytes);
        if (version.AsSpan().ContainsAny(Meaningful))
        {
            throw new ReleaseRefusedException(
                $"The version {version} cannot be written into {name}: it has a character that means something there.",
                "Choose a version of letters, digits and . + - _"
            );
        }

        var spots = Find(text);
        var splices = spots
            .Where(spot =>
                text.Text.AsSpan(spot.Start, spot.Length) is var now && !now.SequenceEqual(version)
            )
            .OrderBy(spot => spot.Start)
            .Select(spot => new Splice(
                spot.Start,
                spot.Length,
                System.Text.Encoding.ASCII.GetBytes(spot.Write(version))
            ))
            .ToList();
        return new VersionEdit(bytes, splices, [.. spots.Select(spot => spot.What)]);
    }

    private IReadOnlyList<VersionSpot> Find(VersionText text)
    {
        if (pattern is not null)
        {
            return TextVersions.OfPattern(text, pattern);
        }

        var file = Path.GetFileName(name);
        return file switch
        {
            "package.json" or "package-lock.json" or "npm-shrinkwrap.json" => JsonVersions.Find(text),
            "pom.xml" => XmlVersions.OfMaven(text),
            "pyproject.toml" => TextVersions.OfPyproject(text),
            "setup.py" => TextVersions.OfSetup(text),
            "Chart.yaml" => TextVersions.OfChart(text),
            _ when Path.GetExtension(file) is ".csproj" or ".fsproj" or ".vbproj" or ".props" or ".targets" =>
                XmlVersions.OfMsBuild(text),
            _ => throw new ConfigurationException(
                $"version/files: nobody knows where in {name} the version stands.",
                "Give it a pattern: a regular expression with one group, which is the version."
            ),
        };
    }
}

/// <summary>What changes in a version file.</summary>
/// <param name="Original">The bytes before.</param>
/// <param name="Splices">The changes, in order; none where the file has the version.</param>
/// <param name="Places">What the places are called.</param>
internal sealed record VersionEdit(
    ReadOnlyMemory<byte> Original,
    IReadOnlyList<Splice> Splices,
    IReadOnlyList<string> Places
);
