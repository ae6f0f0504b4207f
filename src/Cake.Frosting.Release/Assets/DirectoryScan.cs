using System.IO.Enumeration;
using System.Text;

namespace Cake.Frosting.Release.Assets;

/// <summary>Finds the sources in a directory, and what a killed run left there.</summary>
internal sealed class DirectoryScan
{
    private const int NameBytesAtMost = 255;

    private readonly Root _root;
    private readonly CompressOptions _options;
    private readonly GlobSet _include;
    private readonly GlobSet _exclude;

    public DirectoryScan(Root root, CompressOptions options)
    {
        _root = root;
        _options = options;
        _include = new GlobSet(options.Include);
        _exclude = new GlobSet(options.Exclude);
    }

    public List<SourceFile> Sources { get; } = [];

    public List<string> Leftovers { get; } = [];

    public List<string> Notices { get; } = [];

    public DirectoryScan Run(CancellationToken cancellation)
    {
        var everything = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 };
        everything.IgnoreInaccessible = false;
        var files = new FileSystemEnumerable<(string Path, bool IsLink)>(
            _root.Path,
            (ref FileSystemEntry entry) => (entry.ToFullPath(), IsLink(ref entry)),
            everything
        )
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory,
            ShouldRecursePredicate = (ref FileSystemEntry entry) => !IsLink(ref entry),
        };
        try
        {
            foreach (var (path, isLink) in files)
            {
                cancellation.ThrowIfCancellationRequested();
                Look(path, isLink);
            }
        }
        catch (Exception e) when (Refusal.Is(e))
        {
            throw CompressException.Reading(_root.Path, e);
        }

        return this;
    }

    private static bool IsLink(ref FileSystemEntry entry) =>
        (entry.Attributes & FileAttributes.ReparsePoint) != 0;

    private void Look(string path, bool isLink)
    {
        if (TemporaryName.Is(Path.GetFileName(path)))
        {
            Leftovers.Add(path);
            return;
        }

        var relative = Path.GetRelativePath(_root.Path, path).Replace(Path.DirectorySeparatorChar, '/');
        if (
            IsVariant(relative)
            || _root.IsOwn(path)
            || !_include.Matches(relative)
            || _exclude.Matches(relative)
        )
        {
            return;
        }

        if ((isLink ? Target(path) : new FileInfo(path)) is not { } file)
        {
            return;
        }

        if (!file.Exists)
        {
            // A name that is not UTF-8 comes with replacement characters, under which nothing is found.
            if (path.Contains('\uFFFD'))
            {
                Notices.Add($"{path} is left alone: its name is not UTF-8. Rename it to have it compressed.");
            }
        }
        else if (file.Length >= Math.Max(1, _options.MinimumBytes) && HasRoomForSuffix(path))
        {
            Sources.Add(new SourceFile(_root, relative, path, file.Length, file.LastWriteTimeUtc));
        }
    }

    private bool HasRoomForSuffix(string path)
    {
        if (Encoding.UTF8.GetByteCount(Path.GetFileName(path)) + ".gz".Length <= NameBytesAtMost)
        {
            return true;
        }

        Notices.Add($"{path} is left alone: its name is too long to take a suffix. Give it a shorter one.");
        return false;
    }

    private FileInfo? Target(string link)
    {
        if (RealPath.Of(link) is not { } target || !File.Exists(target))
        {
            Notices.Add($"{link} is left alone: it is a symbolic link that leads nowhere.");
            return null;
        }

        if (!RealPath.IsInside(_root.Real, target))
        {
            Notices.Add($"{link} is left alone: it is a symbolic link out of {_root.Path}.");
            return null;
        }

        return new FileInfo(target);
    }

    private static bool IsVariant(string relative) =>
        ContentEncodings.All.Any(e => relative.EndsWith(e.Suffix(), StringComparison.OrdinalIgnoreCase));
}
