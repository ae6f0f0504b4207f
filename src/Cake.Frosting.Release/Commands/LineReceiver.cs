using System.Text;

namespace Cake.Frosting.Release.Commands;

/// <summary>Puts chunks of output together to lines and hands them on, secrets replaced.</summary>
internal sealed class LineReceiver(Action<string> receiver, Redactor redactor, char lineEnd = '\n')
{
    /// <summary>So much of a line is looked at: a program may write for hours without a line end.</summary>
    private const int LongestLine = 64 * 1024;

    /// <summary>So much of a longer one is handed on.</summary>
    private const int Shown = 4 * 1024;

    private readonly StringBuilder line = new();
    private bool isCut;

    public void Append(ReadOnlySpan<char> chunk)
    {
        int end;
        while ((end = chunk.IndexOf(lineEnd)) >= 0)
        {
            if (line.Length == 0 && end <= LongestLine)
            {
                receiver(redactor.Redact(WithoutReturn(chunk[..end]).ToString()));
            }
            else
            {
                Keep(chunk[..end]);
                HandOn();
            }

            chunk = chunk[(end + 1)..];
        }

        Keep(chunk);
    }

    /// <summary>Hands on a last line that has no end.</summary>
    public void End()
    {
        if (line.Length > 0)
        {
            HandOn();
        }
    }

    private void Keep(ReadOnlySpan<char> part)
    {
        var room = LongestLine - line.Length;
        isCut |= part.Length > room;
        line.Append(part.Length > room ? part[..room] : part);
    }

    private void HandOn()
    {
        var text = redactor.Redact(WithoutReturn(line.ToString()).ToString());
        if (isCut)
        {
            // The cut may have gone through a secret, whose first part nobody would know again.
            text = text[..Math.Clamp(text.Length - redactor.Longest, 0, Shown)] + "…";
        }

        line.Clear();
        isCut = false;
        receiver(text);
    }

    private ReadOnlySpan<char> WithoutReturn(ReadOnlySpan<char> text) =>
        lineEnd == '\n' ? text.TrimEnd('\r') : text;
}
