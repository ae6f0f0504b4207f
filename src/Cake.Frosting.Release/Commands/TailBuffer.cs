using System.Text;

namespace Cake.Frosting.Release.Commands;

/// <summary>Keeps the end of a stream of text in bounded memory.</summary>
/// <param name="limit">How many characters are kept at most.</param>
internal sealed class TailBuffer(int limit)
{
    private readonly StringBuilder text = new();

    /// <summary>Whether there was more than is kept.</summary>
    public bool IsCut { get; private set; }

    public void Append(ReadOnlySpan<char> chunk)
    {
        text.Append(chunk);
        IsCut |= text.Length > limit;
        // Cut only when twice the limit is reached, so that the cost stays in proportion to what is read.
        if (text.Length > 2 * limit)
        {
            text.Remove(0, text.Length - limit);
        }
    }

    public override string ToString() =>
        text.Length <= limit ? text.ToString() : text.ToString(text.Length - limit, limit);
}
