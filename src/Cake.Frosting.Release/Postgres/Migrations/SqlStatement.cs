namespace Cake.Frosting.Release.Postgres;

/// <summary>A statement of a script.</summary>
/// <param name="Text">The statement without its semicolon and the comments before it.</param>
/// <param name="Offset">Where it begins in the script, in characters.</param>
/// <param name="Words">Its first words in upper case, comments left out.</param>
/// <param name="HasBody">Whether it has a BEGIN ATOMIC body.</param>
internal sealed record SqlStatement(string Text, int Offset, IReadOnlyList<string> Words, bool HasBody)
{
    /// <summary>
    /// The statement as it is given to Npgsql, which would take a body apart at its semicolons: such a statement
    /// is handed to the server in quotes.
    /// </summary>
    public string Sendable
    {
        get
        {
            if (!HasBody)
            {
                return Text;
            }

            var tag = "q";
            while (Text.Contains($"${tag}", StringComparison.Ordinal))
            {
                tag += "q";
            }

            return $"DO ${tag}_${Environment.NewLine}BEGIN EXECUTE ${tag}${Text}${tag}$; END ${tag}_$";
        }
    }

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
