namespace Faults.Bench;

/// <summary>One call of a program by the tool.</summary>
/// <param name="Line">Program and arguments; numbers, digests and the workspace stand there as letters.</param>
/// <param name="Number">The how-many-eth call of that line in a release, from 1.</param>
internal sealed record Call(string Line, int Number)
{
    /// <summary>The program.</summary>
    public string Program => Line.Split(' ')[0];

    /// <summary>A short name for it, without what every call of the program has.</summary>
    public string Short
    {
        get
        {
            var words = Line.Split(' ')
                .Where(word =>
                    word.Length > 0 && !word.Contains('=') && !word.StartsWith("W/", StringComparison.Ordinal)
                )
                .Where(word => word is not ("-C" or "-c" or "--"));
            var text = string.Join('-', words.Take(4)).Replace("--", "-", StringComparison.Ordinal);
            return text.Length <= 40 ? text : text[..40];
        }
    }
}
