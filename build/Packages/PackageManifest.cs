using System.IO.Compression;
using System.Xml.Linq;

namespace Build.Packages;

/// <summary>What a package says of itself.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Dependencies">The packages that it needs, with their versions.</param>
/// <param name="Files">The files that it brings.</param>
internal sealed record PackageManifest(
    string Id,
    string Version,
    IReadOnlyDictionary<string, string> Dependencies,
    IReadOnlyList<string> Files
)
{
    public static PackageManifest Read(string file)
    {
        using var package = ZipFile.OpenRead(file);
        using var stream = package
            .Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal))
            .Open();
        var metadata = XDocument.Load(stream).Root!.Elements().First();
        var names = metadata.Name.Namespace;
        return new PackageManifest(
            metadata.Element(names + "id")!.Value,
            metadata.Element(names + "version")!.Value,
            metadata
                .Descendants(names + "dependency")
                .ToDictionary(one => one.Attribute("id")!.Value, one => one.Attribute("version")!.Value),
            [
                .. package
                    .Entries.Select(entry => entry.FullName)
                    .Where(name => name.StartsWith("lib/", StringComparison.Ordinal)),
            ]
        );
    }

    /// <summary>The manifest for people.</summary>
    public override string ToString() =>
        $"""
              {Id} {Version}
              needs {string.Join(", ", Dependencies.Select(one => $"{one.Key} {one.Value}"))}
              holds {string.Join(", ", Files)}
            """;
}
