namespace Recipes.Tests.Stacks;

/// <summary>A copy of an application's source that a test may change before an image is built of it.</summary>
/// <param name="root">The directory of the copy.</param>
internal sealed class AppSource(string root)
{
    /// <summary>Copies what lies beside the tests.</summary>
    /// <param name="source">The directory, relative to the built tests.</param>
    /// <param name="root">Where the copy goes; what is there already stays.</param>
    public static AppSource Copy(string source, string root)
    {
        var from = Path.Combine(AppContext.BaseDirectory, source);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(root, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }

        return new AppSource(root);
    }

    public void Write(string file, string text)
    {
        var path = Path.Combine(root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void Append(string file, string text) => File.AppendAllText(Path.Combine(root, file), text);

    public void Replace(string file, string old, string replacement)
    {
        var path = Path.Combine(root, file);
        var text = File.ReadAllText(path);
        text.ShouldContain(old);
        File.WriteAllText(path, text.Replace(old, replacement, StringComparison.Ordinal));
    }
}
