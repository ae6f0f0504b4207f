using System.Text;

namespace Cake.Frosting.Release.Platforms.Compose;

/// <summary>
/// A compose file of the tool's own that gives services their new images: one-off containers have the new version
/// before the project's own files say so.
/// </summary>
/// <param name="directory">The directory of the release's own files, a full path.</param>
/// <param name="version">The version.</param>
internal sealed class Overlay(string directory, string version)
{
    /// <summary>The file, a full path.</summary>
    public string File => Path.Combine(directory, "compose", $"{version}.yml");

    /// <summary>The overlays of other releases, the newest first.</summary>
    public IReadOnlyList<string> Others() =>
        Path.GetDirectoryName(File) is { } place && Directory.Exists(place)
            ?
            [
                .. new DirectoryInfo(place)
                    .EnumerateFiles("*.yml")
                    .Where(file => file.FullName != File)
                    .OrderByDescending(file => file.LastWriteTimeUtc)
                    .ThenByDescending(file => file.Name, StringComparer.Ordinal)
                    .Select(file => file.FullName),
            ]
            : [];

    public bool IsWritten(IReadOnlyDictionary<string, string> images) =>
        System.IO.File.Exists(File) && System.IO.File.ReadAllText(File) == Text(images);

    public void Write(IReadOnlyDictionary<string, string> images)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File + ".tmp", Text(images));
        System.IO.File.Move(File + ".tmp", File, overwrite: true);
    }

    private static string Text(IReadOnlyDictionary<string, string> images)
    {
        var text = new StringBuilder(
            "# Written by a release: the images of its one-off containers.\nservices:\n"
        );
        foreach (var (service, image) in images)
        {
            text.Append(null, $"  {service}:\n    image: \"{image}\"\n");
        }

        return text.Append(images.Count == 0 ? "  {}\n" : "").ToString();
    }
}
