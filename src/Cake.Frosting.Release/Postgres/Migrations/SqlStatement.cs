namespace Cake.Frosting.Release.Postgres;

/// <summary>A statement of a script.</summary>
/// <param name="Text">The statement without its semicolon and the comments before it.</param>
/// <param name="Offset">Where it begins in the script, in characters.</param>
/// <param name="Words">Its first words in upper case, comments left out.</param>
internal sealed record SqlStatement(string Text, int Offset, IReadOnlyList<string> Words)
{
    /// <summary>Whether it begins with these words.</summary>
    public bool Begins(params ReadOnlySpan<string> words)
    {
        if (Words.Count < words.Length)
        {
            return false;
        }

        for (var i = 0; i < words.Length; i++)
        {
            if (Words[i] != words[i])
            {
                return false;
            }
        }

        return true;
    }
}
