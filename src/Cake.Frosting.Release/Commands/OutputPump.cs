using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.ExceptionServices;

namespace Cake.Frosting.Release.Commands;

/// <summary>Reads one output stream of a process: keeps its end, and hands on its lines as they come.</summary>
internal sealed class OutputPump(
    StreamReader reader,
    int limit,
    Redactor redactor,
    Action<string>? onLine,
    char lineEnd = '\n'
)
{
    private const int BufferSize = 64 * 1024;

    private readonly TailBuffer tail = new(limit);
    private readonly Lock gate = new();
    private readonly Lock handing = new();
    private LineReceiver? receiver = onLine is null ? null : new LineReceiver(onLine, redactor, lineEnd);
    private ExceptionDispatchInfo? failure;

    /// <summary>What has been read so far, not redacted: callers parse it.</summary>
    public string Text
    {
        get
        {
            lock (gate)
            {
                return tail.ToString();
            }
        }
    }

    /// <summary>What has been read so far, secrets replaced.</summary>
    public string Redacted
    {
        get
        {
            lock (gate)
            {
                var text = redactor.Redact(tail.ToString());
                // The cut may have gone through a secret, whose last part nobody would know again.
                return tail.IsCut ? text[Math.Min(redactor.Longest, text.Length)..] : text;
            }
        }
    }

    /// <summary>Reads to the end, whatever becomes of the lines: a full pipe would stop the program.</summary>
    /// <exception cref="Exception">What the receiver of the lines threw.</exception>
    public async Task ReadAsync()
    {
        // The reader's own buffer is so small that a long output is mostly waking up.
        var bytes = ArrayPool<byte>.Shared.Rent(BufferSize);
        var characters = ArrayPool<char>.Shared.Rent(reader.CurrentEncoding.GetMaxCharCount(bytes.Length));
        try
        {
            await ReadAsync(bytes, characters).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
            ArrayPool<char>.Shared.Return(characters);
        }

        HandOn([]);
        failure?.Throw();
    }

    private async Task ReadAsync(byte[] bytes, char[] characters)
    {
        var decoder = reader.CurrentEncoding.GetDecoder();
        var isFirst = true;
        int read;
        do
        {
            read = await reader.BaseStream.ReadAsync(bytes).ConfigureAwait(false);
            var count = decoder.GetChars(bytes.AsSpan(0, read), characters, flush: read == 0);
            if (count > 0)
            {
                // A byte order mark is none of the text.
                var start = isFirst && characters[0] == '\uFEFF' ? 1 : 0;
                isFirst = false;
                Take(characters.AsSpan(start, count - start));
            }
        } while (read > 0);
    }

    private void Take(ReadOnlySpan<char> chunk)
    {
        lock (gate)
        {
            tail.Append(chunk);
        }

        if (!chunk.IsEmpty)
        {
            HandOn(chunk);
        }
    }

    /// <summary>Hands on no more lines: what a grandchild writes later belongs to no command.</summary>
    public void Close()
    {
        lock (handing)
        {
            receiver = null;
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Thrown again once everything is read.")]
    private void HandOn(ReadOnlySpan<char> chunk)
    {
        lock (handing)
        {
            try
            {
                if (chunk.IsEmpty)
                {
                    receiver?.End();
                }
                else
                {
                    receiver?.Append(chunk);
                }
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
                receiver = null;
            }
        }
    }
}
