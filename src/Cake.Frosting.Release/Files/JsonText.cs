using System.Text.Json;

namespace Cake.Frosting.Release.Files;

/// <summary>Reads JSON to its end without keeping it: it may be larger than memory.</summary>
internal static class JsonText
{
    private const int Part = 256 * 1024;

    /// <summary>What is wrong with a file that should be JSON; <c>null</c> where nothing is.</summary>
    /// <param name="file">The file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<string?> ProblemAsync(string file, CancellationToken cancellationToken)
    {
        await using var stream = File.OpenRead(file);
        var buffer = new byte[Part];
        var state = new JsonReaderState();
        var (length, isEnd) = (0, false);
        while (!isEnd)
        {
            if (length == buffer.Length)
            {
                // One value that is longer than a part.
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            var read = await stream
                .ReadAsync(buffer.AsMemory(length), cancellationToken)
                .ConfigureAwait(false);
            isEnd = read == 0;
            length += read;
            try
            {
                var taken = Read(buffer.AsSpan(0, length), isEnd, ref state);
                buffer.AsSpan(taken, length - taken).CopyTo(buffer);
                length -= taken;
            }
            catch (JsonException exception)
            {
                return exception.Message;
            }
        }

        return null;
    }

    private static int Read(ReadOnlySpan<byte> text, bool isEnd, ref JsonReaderState state)
    {
        var reader = new Utf8JsonReader(text, isEnd, state);
        while (reader.Read())
        {
            // To the end.
        }

        state = reader.CurrentState;
        return (int)reader.BytesConsumed;
    }
}
