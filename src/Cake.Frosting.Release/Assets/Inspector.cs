namespace Cake.Frosting.Release.Assets;

/// <summary>Compares a source and its variants with what the manifest remembers. Changes nothing.</summary>
internal sealed class Inspector(CompressOptions options, CancellationToken cancellation)
{
    public SourceState Inspect(SourceFile source, ManifestEntry? entry)
    {
        var sha256 = Refusal.Reading(source.Path, () => FileHash.Of(source.Path, cancellation));
        var variants = ContentEncodings.All.Select(encoding => Inspect(source, sha256, encoding, entry));
        return new SourceState(source, sha256, [.. variants.OfType<VariantState>()]);
    }

    /// <summary>Whether a file is, byte for byte, the variant that we made.</summary>
    public bool IsOwn(string path, string? sha256) =>
        sha256 != null
        && IsRegular(path)
        && Refusal.Reading(path, () => FileHash.Of(path, cancellation)) == sha256;

    /// <summary>
    /// Whether a variant that is not to be kept has to go: it is ours, or it would be served in place of
    /// its source and holds something else.
    /// </summary>
    public bool MustGo(SourceFile source, string sha256, ContentEncoding encoding, string? ownSha256)
    {
        var path = source.VariantPath(encoding);
        return Exists(path)
            && (
                IsOwn(path, ownSha256)
                || !Refusal.Reading(
                    path,
                    () =>
                        IsRegular(path)
                        && FileHash.DecompressesTo(path, encoding, sha256, source.Length, cancellation)
                )
            );
    }

    private VariantState? Inspect(
        SourceFile source,
        string sha256,
        ContentEncoding encoding,
        ManifestEntry? entry
    )
    {
        var path = source.VariantPath(encoding);
        var recorded = entry?.Variants.GetValueOrDefault(encoding.Key());
        if (!options.Encodings.Contains(encoding))
        {
            return IsOwn(path, recorded?.Sha256)
                ? new VariantState(encoding, VariantAction.Remove, "encoding no longer asked for")
                : null;
        }

        if (Directory.Exists(path) && new FileInfo(path).LinkTarget == null)
        {
            throw new CompressException(
                path,
                $"Cannot write {path}: there is a directory of that name. Move it, or exclude {source.Path}."
            );
        }

        VariantState State(VariantAction action, string reason, bool isTrue = true) =>
            new(encoding, action, reason, isTrue ? recorded : null, recorded?.Sha256);

        if (entry?.Sha256 != sha256 || recorded == null)
        {
            var reason =
                !Exists(path) ? "no variant yet"
                : recorded == null ? "not made by this tool"
                : "source changed";
            return State(VariantAction.Write, reason, isTrue: false);
        }

        if (recorded.Settings != options.SettingsOf(encoding))
        {
            return State(VariantAction.Write, "settings changed", isTrue: false);
        }

        if (!options.Keeps(recorded.Length, source.Length))
        {
            return MustGo(source, sha256, encoding, recorded.Sha256)
                ? State(VariantAction.Remove, "not small enough to be kept")
                : State(VariantAction.Omit, "not small enough to be kept");
        }

        if (recorded.Sha256 == null)
        {
            return State(VariantAction.Write, "ratio changed", isTrue: false);
        }

        if (!Exists(path))
        {
            return State(VariantAction.Write, "variant missing", isTrue: false);
        }

        if (!IsOwn(path, recorded.Sha256))
        {
            return State(VariantAction.Write, "variant modified", isTrue: false);
        }

        return File.GetLastWriteTimeUtc(path) == source.Modified
            ? State(VariantAction.Keep, "unchanged")
            : State(VariantAction.Touch, "modification time differs from its source's");
    }

    private static bool Exists(string path) => File.Exists(path) || new FileInfo(path).LinkTarget != null;

    private static bool IsRegular(string path)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Length > 0 && file.LinkTarget == null;
    }
}
