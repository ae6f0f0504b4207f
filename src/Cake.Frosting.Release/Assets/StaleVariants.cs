namespace Cake.Frosting.Release.Assets;

/// <summary>
/// Finds variants that we made and whose source is gone or no longer selected. A <c>.gz</c> that the
/// manifest does not know, or that someone has replaced since, may be a download of its own.
/// </summary>
internal sealed class StaleVariants(
    Root root,
    Manifest manifest,
    Inspector inspector,
    ICollection<string> notices
)
{
    public IReadOnlyList<Removal> Besides(IEnumerable<SourceFile> sources)
    {
        var present = sources.Select(source => source.Relative).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. manifest
                .Files.Where(file => !present.Contains(file.Key))
                .SelectMany(file => Of(file.Key, file.Value)),
        ];
    }

    private IEnumerable<Removal> Of(string relative, ManifestEntry entry)
    {
        var source = Path.Join(root.Path, relative);
        var reason = File.Exists(source) ? "source no longer selected" : "source gone";
        foreach (var (key, variant) in entry.Variants)
        {
            if (ContentEncodings.FromKey(key) is not { } encoding || variant.Sha256 == null)
            {
                continue;
            }

            var path = source + encoding.Suffix();
            if (!File.Exists(path) || !IsInside(path))
            {
                continue;
            }

            if (inspector.IsOwn(path, variant.Sha256))
            {
                yield return new Removal(path, reason, encoding);
            }
            else
            {
                notices.Add($"{path} is left alone: {reason}, but it was modified since it was made here.");
            }
        }
    }

    private bool IsInside(string path) =>
        RealPath.Of(Path.GetDirectoryName(path)!) is { } directory && RealPath.IsInside(root.Real, directory);
}
