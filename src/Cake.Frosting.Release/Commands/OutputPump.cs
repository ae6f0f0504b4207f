using System.Text;

namespace Cake.Frosting.Release.Commands;

/// <summary>Reads one output stream of a process: keeps its end, and hands on its lines as they come.</summary>
internal sealed class OutputPump(StreamReader reader, int limit, Redactor redactor, Action<string>? onLine)
{
    private readonly TailBuffer tail = new(limit);
    private readonly Lock gate = new();

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

    public async Task ReadAsync()
    {
        var buffer = new char[16 * 1024];
        var line = new StringBuilder();
        int read;
        while ((read = await reader.ReadAsync(buffer.AsMemory()).ConfigureAwait(false)) > 0)
        {
            lock (gate)
            {
                tail.Append(buffer.AsSpan(0, read));
            }

            if (onLine is not null)
            {
                HandOn(buffer.AsSpan(0, read), line, onLine);
            }
        }

        if (onLine is not null && line.Length > 0)
        {
            onLine(redactor.Redact(line.ToString()));
        }
    }

    private void HandOn(ReadOnlySpan<char> chunk, StringBuilder line, Action<string> receiver)
    {
        foreach (var character in chunk)
        {
            if (character == '\n')
            {
                receiver(redactor.Redact(line.ToString().TrimEnd('\r')));
                line.Clear();
            }
            else
            {
                line.Append(character);
            }
        }
    }
}
