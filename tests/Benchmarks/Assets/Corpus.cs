using System.Security.Cryptography;
using System.Text;
using Cake.Frosting.Release.Assets;

namespace Benchmarks.Assets;

/// <summary>
/// The files that are compressed: what a web application serves, from packages that do not change, and
/// generated where those cannot be had.
/// </summary>
internal static class Corpus
{
    private static readonly string[] Packages = ["bootstrap@5.3.3", "lodash@4.17.21", "typescript@5.6.3"];

    /// <summary>Copies the corpus to a directory and says what it is.</summary>
    public static string Build(NpmPackages npm, string directory, long bytesAtMost)
    {
        var packages = npm.Install(Packages);
        var kind = packages == null ? "generated" : string.Join(", ", Packages);
        if (packages == null)
        {
            Generate(directory, bytesAtMost);
        }
        else
        {
            Copy(packages, directory, bytesAtMost);
        }

        var files = Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).ToList();
        var bytes = files.Sum(file => new FileInfo(file).Length);
        return $"{files.Count} files, {bytes / 1e6:F1} MB ({kind})";
    }

    /// <summary>The bytes that a server would send for all files: the variant where there is one.</summary>
    public static long Served(string directory, string suffix)
    {
        var sources = Directory
            .EnumerateFiles(directory, "*", SearchOption.AllDirectories)
            .Where(file => !IsMade(file) && !file.Contains($"{Path.DirectorySeparatorChar}."));
        return sources.Sum(file => new FileInfo(File.Exists(file + suffix) ? file + suffix : file).Length);
    }

    /// <summary>Takes away all that a contender made.</summary>
    public static void Reset(string directory)
    {
        foreach (var cache in Directory.EnumerateDirectories(directory, ".*"))
        {
            Directory.Delete(cache, recursive: true);
        }

        foreach (
            var file in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Where(IsMade)
        )
        {
            File.Delete(file);
        }
    }

    private static bool IsMade(string file) =>
        Path.GetExtension(file) is ".gz" or ".br" || Path.GetFileName(file).StartsWith('.');

    private static void Copy(string packages, string directory, long bytesAtMost)
    {
        var kinds = CompressOptions.DefaultInclude.Select(pattern => pattern[1..]).ToHashSet();
        var minimum = new CompressOptions().MinimumBytes;
        var files = Packages
            .Select(package => Path.Join(packages, package.Split('@')[0]))
            .SelectMany(package => Directory.EnumerateFiles(package, "*", SearchOption.AllDirectories))
            .Where(file => kinds.Contains(Path.GetExtension(file)))
            .OrderBy(file => Shuffled(Path.GetRelativePath(packages, file)), StringComparer.Ordinal);
        long total = 0;
        foreach (var file in files)
        {
            var length = new FileInfo(file).Length;
            if (length >= minimum && length <= bytesAtMost / 4 && total + length <= bytesAtMost)
            {
                total += length;
                var target = Path.Join(directory, Path.GetRelativePath(packages, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }
    }

    /// <summary>An order that is the same each time and has nothing to do with kind or size.</summary>
    private static string Shuffled(string name) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name)));

    private static void Generate(string directory, long bytesAtMost)
    {
        var random = new Random(1);
        var words = Enumerable.Range(0, 4000).Select(_ => Word(random)).ToArray();
        Directory.CreateDirectory(directory);
        for (long total = 0, number = 0; total < bytesAtMost; number++)
        {
            var size = (int)Math.Min(500 * Math.Exp(random.NextDouble() * 7), bytesAtMost - total + 300);
            var text = new StringBuilder();
            while (text.Length < size)
            {
                var rank = (int)(words.Length * Math.Pow(random.NextDouble(), 3));
                text.Append(words[rank]).Append(random.Next(9) == 0 ? ";\n  " : " ");
            }

            File.WriteAllText(Path.Join(directory, $"file-{number:D5}.js"), text.ToString());
            total += text.Length;
        }
    }

    private static string Word(Random random) =>
        string.Concat(Enumerable.Range(0, random.Next(2, 11)).Select(_ => (char)('a' + random.Next(26))));
}
