using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Cake.Frosting.Release.Assets;

/// <summary>
/// Compresses one content into all encodings that miss it, reading it once, and puts the variants beside
/// all the sources that have it.
/// </summary>
internal sealed class GroupCompressor(CompressOptions options, Inspector inspector, RunTally tally)
{
    /// <summary>Enough for most files in one piece; a larger one can be cancelled between its pieces.</summary>
    private const int PieceBytes = 512 * 1024;

    /// <summary>Returns what the manifest is to remember of each variant that was missing.</summary>
    public IReadOnlyDictionary<ContentEncoding, ManifestVariant> Compress(
        ContentGroup group,
        CancellationToken cancellation
    )
    {
        var made = new Dictionary<ContentEncoding, ManifestVariant>();
        var missing = options.Encodings.Where(e => group.Missing(e).Any()).ToList();
        foreach (var encoding in missing)
        {
            if (group.Donor(encoding) is { } donor)
            {
                made[encoding] = donor.Variant;
                Place(
                    group,
                    encoding,
                    donor.Variant,
                    donor.Member.Source.VariantPath(encoding),
                    null,
                    cancellation
                );
            }
        }

        var encoders = new List<VariantEncoder>();
        try
        {
            foreach (var encoding in missing.Where(e => !made.ContainsKey(e)))
            {
                encoders.Add(new VariantEncoder(encoding, options, group.Missing(encoding).First().Source));
            }

            Encode(group, encoders, cancellation);
            foreach (var encoder in encoders)
            {
                var length = encoder.Sink.Length;
                var sha256 = options.Keeps(length, group.First.Length) ? encoder.Sink.Sha256 : null;
                var variant = new ManifestVariant(options.SettingsOf(encoder.Encoding), length, sha256);
                made[encoder.Encoding] = variant;
                Place(group, encoder.Encoding, variant, null, encoder.Sink, cancellation);
            }
        }
        finally
        {
            encoders.ForEach(encoder => encoder.Dispose());
        }

        return made;
    }

    private static void Encode(
        ContentGroup group,
        List<VariantEncoder> encoders,
        CancellationToken cancellation
    )
    {
        if (encoders.Count == 0)
        {
            return;
        }

        var path = group.First.Path;
        using var file = Refusal.Reading(
            path,
            () => File.OpenHandle(path, options: FileOptions.SequentialScan)
        );
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var length = group.First.Length;
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Clamp(length, 1, PieceBytes));
        try
        {
            var size = Math.Min(buffer.Length, PieceBytes);
            var read = 0;
            for (long position = 0; position < length; position += read)
            {
                cancellation.ThrowIfCancellationRequested();
                read = Refusal.Reading(path, () => Fill(file, buffer.AsSpan(0, size), position));
                hash.AppendData(buffer, 0, read);
                if (read == 0)
                {
                    break; // It became shorter; the hash tells.
                }

                foreach (var encoder in encoders)
                {
                    Write(encoder, path, buffer.AsSpan(0, read), position + read >= length);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != group.Sha256)
        {
            throw new CompressException(
                path,
                $"{path} changed while it was compressed. Stop what writes to it, or exclude it by a pattern; then run again."
            );
        }
    }

    private void Place(
        ContentGroup group,
        ContentEncoding encoding,
        ManifestVariant variant,
        string? donor,
        VariantSink? sink,
        CancellationToken cancellation
    )
    {
        foreach (var member in group.Missing(encoding))
        {
            cancellation.ThrowIfCancellationRequested();
            var path = member.Source.VariantPath(encoding);
            if (variant.Sha256 == null)
            {
                Drop(member, encoding, path);
                continue;
            }

            Refusal.Writing(path, () => Commit(donor, sink, path, member.Source));
            donor ??= path;
            tally.Wrote(path, member.Source, encoding, variant.Length);
        }
    }

    private void Drop(SourceState member, ContentEncoding encoding, string path)
    {
        tally.Omitted();
        var own = member.Variants.Single(v => v.Encoding == encoding).OwnSha256;
        if (inspector.MustGo(member.Source, member.Sha256, encoding, own))
        {
            Refusal.Writing(path, () => File.Delete(path));
            tally.Removed(path);
        }
    }

    private static void Commit(string? donor, VariantSink? sink, string path, SourceFile source)
    {
        if (donor == null)
        {
            sink!.Commit(path, source);
            return;
        }

        using var copy = new UnfinishedFile(Path.GetDirectoryName(path)!);
        copy.Write(File.ReadAllBytes(donor));
        copy.Commit(path, source);
    }

    private static int Fill(SafeFileHandle file, Span<byte> buffer, long position)
    {
        var filled = 0;
        int read;
        while (
            filled < buffer.Length
            && (read = RandomAccess.Read(file, buffer[filled..], position + filled)) > 0
        )
        {
            filled += read;
        }

        return filled;
    }

    private static void Write(VariantEncoder encoder, string path, ReadOnlySpan<byte> piece, bool isLast)
    {
        try
        {
            encoder.Write(piece, isLast);
        }
        catch (Exception e) when (Refusal.Is(e))
        {
            throw CompressException.Writing(path + encoder.Encoding.Suffix(), e);
        }
    }
}
