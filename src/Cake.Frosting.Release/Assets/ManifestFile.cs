using System.Text.Json;

namespace Cake.Frosting.Release.Assets;

/// <summary>Reads and writes a manifest: whole or not at all.</summary>
internal static class ManifestFile
{
    public const string DefaultName = ".compress-manifest.json";

    public static string TemporaryOf(string path) => path + ".tmp";

    public static Manifest Load(string path, ICollection<string> notices)
    {
        if (!File.Exists(path))
        {
            return Manifest.Empty;
        }

        try
        {
            using var file = File.OpenRead(path);
            var manifest = JsonSerializer.Deserialize(file, ManifestJson.Default.Manifest);
            if (manifest?.IsSound == true)
            {
                return manifest;
            }
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            notices.Add($"The manifest {path} cannot be read and counts as absent: {e.Message}");
            return Manifest.Empty;
        }

        notices.Add($"The manifest {path} has a form that is not ours and counts as absent.");
        return Manifest.Empty;
    }

    /// <summary>Writes the manifest, unless the file says the same already.</summary>
    public static void Save(string path, Manifest manifest)
    {
        Refusal.Writing(
            path,
            () =>
            {
                var content = JsonSerializer.SerializeToUtf8Bytes(manifest, ManifestJson.Default.Manifest);
                if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content))
                {
                    return;
                }

                using (var file = File.Create(TemporaryOf(path)))
                {
                    file.Write(content);
                    file.Flush(flushToDisk: true);
                }

                File.Move(TemporaryOf(path), path, overwrite: true);
            }
        );
    }
}
