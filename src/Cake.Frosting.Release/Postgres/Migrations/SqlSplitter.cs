namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// Splits a script into its statements as psql does: semicolons count only outside of strings, quoted names,
/// dollar quotes, comments, parentheses and BEGIN ATOMIC bodies.
/// </summary>
internal sealed class SqlSplitter
{
    private const int WordsKept = 12;
    private readonly string text;
    private readonly List<SqlStatement> statements = [];
    private readonly List<string> words = [];
    private int position;
    private int begin = -1;
    private int parentheses;
    private int blocks;
    private bool hasBody;
    private int backslash = -1;

    private SqlSplitter(string text) => this.text = text;

    /// <summary>Where a psql command (a backslash at the beginning of a statement) stands; -1 where there is none.</summary>
    public static int FindBackslash(string text)
    {
        var splitter = new SqlSplitter(text);
        splitter.Run();
        return splitter.backslash;
    }

    public static IReadOnlyList<SqlStatement> Split(string text)
    {
        var splitter = new SqlSplitter(text);
        splitter.Run();
        return splitter.statements;
    }

    private char Here => text[position];

    private char Next => position + 1 < text.Length ? text[position + 1] : '\0';

    private void Run()
    {
        while (position < text.Length)
        {
            Step();
        }

        End();
    }

    private void Step()
    {
        switch (Here)
        {
            case '-' when Next == '-':
                SkipTo("\n");
                return;
            case '/' when Next == '*':
                SkipComment();
                return;
            case ';' when parentheses <= 0 && blocks == 0:
                End();
                position++;
                return;
            case var space when char.IsWhiteSpace(space):
                position++;
                return;
        }

        if (begin < 0)
        {
            begin = position;
        }

        switch (Here)
        {
            case '\\' when backslash < 0:
                backslash = position++;
                break;
            case '\'':
                SkipQuoted('\'', escapes: false);
                break;
            case '"':
                SkipQuoted('"', escapes: false);
                break;
            case '$' when DollarTag() is { } tag:
                position += tag.Length;
                SkipTo(tag);
                break;
            case '(':
                parentheses++;
                position++;
                break;
            case ')':
                parentheses--;
                position++;
                break;
            case var letter when IsWordStart(letter):
                ReadWord();
                break;
            case var digit when char.IsAsciiDigit(digit):
                // A number swallows what follows it, so that 1$a$ is no dollar quote.
                while (position < text.Length && (IsWordPart(Here) || Here == '.'))
                {
                    position++;
                }

                break;
            default:
                position++;
                break;
        }
    }

    private void ReadWord()
    {
        var start = position;
        while (position < text.Length && IsWordPart(Here))
        {
            position++;
        }

        var word = text[start..position].ToUpperInvariant();
        if (position < text.Length && Here == '\'')
        {
            SkipQuoted('\'', escapes: word == "E");
            return;
        }

        words.Add(word);
        // Only a routine's body may begin with BEGIN ATOMIC, and only in it do CASE and END nest.
        if (word == "ATOMIC" && words.Count > 1 && words[^2] == "BEGIN" && words[0] == "CREATE")
        {
            hasBody = true;
            blocks++;
        }
        else if (blocks > 0 && word == "CASE")
        {
            blocks++;
        }
        else if (blocks > 0 && word == "END")
        {
            blocks--;
        }
    }

    private void End()
    {
        if (begin >= 0)
        {
            var end = position;
            while (end > begin && char.IsWhiteSpace(text[end - 1]))
            {
                end--;
            }

            statements.Add(new SqlStatement(text[begin..end], begin, [.. words.Take(WordsKept)], hasBody));
        }

        begin = -1;
        parentheses = 0;
        blocks = 0;
        hasBody = false;
        words.Clear();
    }

    private void SkipTo(string end)
    {
        var found = text.IndexOf(end, position, StringComparison.Ordinal);
        position = found < 0 ? text.Length : found + end.Length;
    }

    private void SkipComment()
    {
        var depth = 0;
        do
        {
            if (Here == '/' && Next == '*')
            {
                depth++;
                position += 2;
            }
            else if (Here == '*' && Next == '/')
            {
                depth--;
                position += 2;
            }
            else
            {
                position++;
            }
        } while (depth > 0 && position < text.Length);
    }

    private void SkipQuoted(char quote, bool escapes)
    {
        position++;
        while (position < text.Length)
        {
            if (escapes && Here == '\\')
            {
                position += 2;
            }
            else if (Here == quote && Next == quote)
            {
                position += 2;
            }
            else if (text[position++] == quote)
            {
                return;
            }
        }

        position = text.Length;
    }

    private string? DollarTag()
    {
        var end = position + 1;
        while (
            end < text.Length
            && (IsWordStart(text[end]) || (end > position + 1 && char.IsAsciiDigit(text[end])))
        )
        {
            end++;
        }

        return end < text.Length && text[end] == '$' ? text[position..(end + 1)] : null;
    }

    private static bool IsWordStart(char character) =>
        char.IsAsciiLetter(character) || character == '_' || character > '\x7f';

    private static bool IsWordPart(char character) =>
        IsWordStart(character) || char.IsAsciiDigit(character) || character == '$';
}
