using System.Reflection;

namespace Cake.Frosting.Release.Platforms.Processes;

/// <summary>Puts the script that keeps services running where it belongs.</summary>
internal static class ServiceScript
{
    /// <summary>Writes the script where it is missing or of another version of the tool.</summary>
    public static void Install(ProcessLayout layout)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("service.sh")!;
        using var reader = new StreamReader(resource);
        var text = reader.ReadToEnd();
        if (File.Exists(layout.Script) && File.ReadAllText(layout.Script) == text)
        {
            return;
        }

        // Renamed into place: a shell that reads the old script goes on reading the old one.
        Directory.CreateDirectory(Path.GetDirectoryName(layout.Script)!);
        var next = layout.Script + ".next";
        File.WriteAllText(next, text);
        File.Move(next, layout.Script, overwrite: true);
    }
}
