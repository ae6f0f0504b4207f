using System.Globalization;
using Cake.Frosting.Release.Assets;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.GitHub;

/// <summary>Finds the files that a release attaches, and refuses those that GitHub would.</summary>
internal static class AssetFiles
{
    private const long TooLarge = 2L * 1024 * 1024 * 1024;
    private const int MostFiles = 1000;

    /// <summary>The files, by name.</summary>
    /// <exception cref="ReleaseRefusedException">A glob matches no file, or GitHub would not take a file.</exception>
    public static async Task<IReadOnlyList<AssetFile>> FindAsync(
        GitHubReleaseOptions options,
        CancellationToken cancellationToken
    )
    {
        var paths = options
            .Assets.SelectMany(glob => Matching(options.Directory, glob))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        Check(paths);
        var files = new List<AssetFile>();
        foreach (var path in paths)
        {
            files.Add(await AssetFile.ReadAsync(path, cancellationToken).ConfigureAwait(false));
        }

        return files;
    }

    private static List<string> Matching(string directory, string glob)
    {
        // What stands before the first wildcard is a directory: a look through the whole project can take long.
        var split =
            glob[..(glob.IndexOfAny(['*', '?', '{']) is >= 0 and var at ? at : glob.Length)].LastIndexOf('/')
            + 1;
        var root = Path.GetFullPath(Path.Combine(directory, glob[..split]));
        var rest = glob[split..];
        var set = new GlobSet(["/" + rest]);
        var found = Directory.Exists(root)
            ? Directory
                .EnumerateFiles(
                    root,
                    "*",
                    rest.Contains('/') || rest.Contains("**", StringComparison.Ordinal) ? Everywhere : Here
                )
                .Where(path => set.Matches(Path.GetRelativePath(root, path).Replace('\\', '/')))
                .ToList()
            : [];
        return found.Count > 0
            ? found
            : throw new ReleaseRefusedException(
                $"github/assets: '{glob}' matches no file in {directory}.",
                "Make the file before the stage Backup ends, for example by fetch or by a command under before/Backup."
            );
    }

    private static EnumerationOptions Here => new() { AttributesToSkip = FileAttributes.None };

    private static EnumerationOptions Everywhere =>
        new() { AttributesToSkip = FileAttributes.None, RecurseSubdirectories = true };

    private static void Check(List<string> paths)
    {
        if (paths.GroupBy(AssetFile.NameOf).FirstOrDefault(group => group.Count() > 1) is { } twins)
        {
            throw new ReleaseRefusedException(
                $"github/assets: {string.Join(" and ", twins)} would both be called {twins.Key} on GitHub.",
                "Give them different names; GitHub puts a dot in place of special characters."
            );
        }

        if (paths.Count > MostFiles)
        {
            throw new ReleaseRefusedException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"github/assets: these are {paths.Count} files, and a release can have {MostFiles}."
                ),
                "Put them into an archive."
            );
        }

        foreach (var path in paths)
        {
            var size = new FileInfo(path).Length;
            if (size is 0 or >= TooLarge || AssetFile.NameOf(path).Length == 0)
            {
                throw new ReleaseRefusedException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"github/assets: {path} has {size} bytes, and GitHub takes files of 1 byte to less than 2 GiB that have a name."
                    ),
                    "Look whether it was built as it should; split what is too large."
                );
            }
        }
    }
}
