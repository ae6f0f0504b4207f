using System.Globalization;
using System.Text;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Configuration;

/// <summary>Reads a file as UTF-8 text, or says why it cannot be read.</summary>
internal static class SourceText
{
    /// <summary>The largest file that is read, in bytes.</summary>
    internal const int Limit = 1 << 20;

    /// <summary>Reads a file.</summary>
    /// <exception cref="ConfigurationException">It cannot be read, is too large or is not UTF-8.</exception>
    internal static string Read(string path, string displayName)
    {
        if (Directory.Exists(path))
        {
            throw new ConfigurationException(
                $"{displayName}: is a directory, not a file.",
                $"Name the file in it, for example {displayName.TrimEnd('/')}/release.yml."
            );
        }
        try
        {
            using var stream = new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            var buffer = new byte[Limit + 1];
            var length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return Decode(buffer.AsSpan(0, length), displayName);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ConfigurationException(
                $"{displayName}: does not exist.",
                "Create it, or name another file.",
                e
            );
        }
        catch (Exception e)
            when (e
                    is IOException
                        or UnauthorizedAccessException
                        or NotSupportedException
                        or ArgumentException
            )
        {
            throw new ConfigurationException($"{displayName}: cannot be read: {e.Message}", "", e);
        }
    }

    /// <summary>Turns the bytes of a file into text.</summary>
    internal static string Decode(ReadOnlySpan<byte> bytes, string displayName)
    {
        if (bytes.Length > Limit)
        {
            throw TooLarge(displayName);
        }
        var encoding = bytes switch
        {
            [0xFF, 0xFE, 0, 0, ..] or [0, 0, 0xFE, 0xFF, ..] => "UTF-32",
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => "UTF-16",
            _ => "",
        };
        if (encoding.Length > 0)
        {
            throw new ConfigurationException(
                $"{displayName}: is written in {encoding}, and only UTF-8 is read.",
                "Save it as UTF-8."
            );
        }
        if (bytes is [0xEF, 0xBB, 0xBF, ..])
        {
            bytes = bytes[3..];
        }
        RefuseInvalid(bytes, displayName);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>The error of a file that is too large.</summary>
    internal static ConfigurationException TooLarge(string displayName) =>
        new(
            $"{displayName}: is larger than 1 MiB, which no configuration is.",
            "Look whether it is the right file."
        );

    private static void RefuseInvalid(ReadOnlySpan<byte> bytes, string displayName)
    {
        var (line, column) = (1, 1);
        while (bytes.Length > 0)
        {
            if (
                Rune.DecodeFromUtf8(bytes, out var rune, out var length)
                != System.Buffers.OperationStatus.Done
            )
            {
                throw new ConfigurationException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{displayName}({line},{column}): the byte 0x{bytes[0]:X2} is not UTF-8."
                    ),
                    "Save the file as UTF-8."
                );
            }
            (line, column) = rune.Value == '\n' ? (line + 1, 1) : (line, column + rune.Utf16SequenceLength);
            bytes = bytes[length..];
        }
    }
}
