namespace Benchmarks.Assets;

/// <summary>Packages that the ordinary npm client installs into a directory of ours.</summary>
internal sealed class NpmPackages(string directory)
{
    /// <summary>The directory of the installed packages; nothing if there is no npm or no registry.</summary>
    public string? Install(params IReadOnlyList<string> packages)
    {
        var target = Path.Join(directory, string.Join('+', packages));
        if (!Shell.Has("npm"))
        {
            return null;
        }

        Directory.CreateDirectory(target);
        try
        {
            string[] arguments =
            [
                "install",
                "--prefix",
                ".",
                "--no-save",
                "--no-audit",
                "--no-fund",
                "--ignore-scripts",
            ];
            Shell.Run("npm", [.. arguments, .. packages], target);
            return Path.Join(target, "node_modules");
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
