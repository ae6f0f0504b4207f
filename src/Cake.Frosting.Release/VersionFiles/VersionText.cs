using System.Text;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.VersionFiles;

/// <summary>
/// A file in which a version is looked for. Each character of <see cref="Text"/> is one byte of the file, so that
/// positions are the same in both, whatever the encoding; versions and what is around them are ASCII.
/// </summary>
internal sealed class VersionText
{
    public VersionText(string file, ReadOnlyMemory<byte> bytes)
    {
        File = file;
        Bytes = bytes;
        Text = Encoding.Latin1.GetString(bytes.Span);
        if (bytes.Span.Contains((byte)0))
        {
            throw At(
                bytes.Span.IndexOf((byte)0),
                "there is a NUL byte: this is no text in UTF-8.",
                "Save the file as UTF-8."
            );
        }
    }

    public string File { get; }

    public ReadOnlyMemory<byte> Bytes { get; }

    public string Text { get; }

    /// <summary>A refusal that says where.</summary>
    public ReleaseRefusedException At(int position, string message, string wayOut)
    {
        var (line, column) = PositionOf(position);
        return new ReleaseRefusedException($"{File}({line},{column}): {message}", wayOut);
    }

    /// <summary>Line and column of a byte, both counted from 1.</summary>
    public (int Line, int Column) PositionOf(int position)
    {
        var before = Bytes.Span[..position];
        var start = before.LastIndexOf((byte)'\n') + 1;
        return (before.Count((byte)'\n') + 1, Encoding.UTF8.GetCharCount(before[start..]) + 1);
    }

    /// <summary>The only one of what was found.</summary>
    public VersionSpot Only(IReadOnlyList<VersionSpot> found, string what, string wayOut) =>
        found.Count switch
        {
            1 => found[0],
            0 => throw At(0, $"there is no {what} to set.", wayOut),
            _ => throw At(
                found[1].Start,
                $"there is a second {what}; the first is in line {PositionOf(found[0].Start).Line}.",
                "Remove one, or say which one is meant by a pattern in version/files."
            ),
        };
}
