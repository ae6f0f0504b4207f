using System.Text.Unicode;

namespace Cake.Frosting.Release.Changelogs;

/// <summary>Refuses what is no UTF-8 text.</summary>
internal static class ChangelogEncoding
{
    public static void Check(ReadOnlySpan<byte> bytes, ChangelogErrors errors)
    {
        if (bytes.StartsWith(new byte[] { 0xFF, 0xFE }) || bytes.StartsWith(new byte[] { 0xFE, 0xFF }))
        {
            throw errors.At(1, "the file is UTF-16.", "Save it as UTF-8.");
        }

        var nul = bytes.IndexOf((byte)0);
        if (nul >= 0)
        {
            var (line, column) = Position(bytes, nul);
            throw errors.At(line, column, "there is a NUL byte: this is no text.", "Save the file as UTF-8.");
        }

        if (!Utf8.IsValid(bytes))
        {
            var (line, column) = Position(bytes, FirstInvalid(bytes));
            throw errors.At(line, column, "this character is not UTF-8.", "Save the file as UTF-8.");
        }
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var position = 0;
        while (
            System.Text.Rune.DecodeFromUtf8(bytes[position..], out _, out var length)
            == System.Buffers.OperationStatus.Done
        )
        {
            position += length;
        }

        return position;
    }

    private static (int Line, int Column) Position(ReadOnlySpan<byte> bytes, int position)
    {
        var before = bytes[..position];
        var start = before.LastIndexOf((byte)'\n') + 1;
        return (before.Count((byte)'\n') + 1, System.Text.Encoding.UTF8.GetCharCount(before[start..]) + 1);
    }
}
