using System.Text;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.EnvFiles;

/// <summary>
/// Variables within values: <c>$A</c>, <c>${A}</c>, <c>${A:-default}</c>, <c>${A-default}</c>, <c>${A:+other}</c>,
/// <c>${A+other}</c>, <c>${A:?message}</c>, <c>${A?message}</c>; <c>$$</c> is a dollar.
/// </summary>
internal static class EnvVariables
{
    /// <summary>Fills them in.</summary>
    /// <param name="text">The text.</param>
    /// <param name="find">A variable; <c>null</c> where it is not set.</param>
    /// <param name="refuse">Makes the error for a variable that must be set.</param>
    public static string Fill(
        string text,
        Func<string, string?> find,
        Func<string, ReleaseRefusedException> refuse
    )
    {
        var result = new StringBuilder();
        for (var position = 0; position < text.Length; )
        {
            if (text[position] != '$' || position + 1 == text.Length)
            {
                result.Append(text[position++]);
            }
            else if (text[position + 1] == '$')
            {
                result.Append('$');
                position += 2;
            }
            else if (text[position + 1] == '{' && Closing(text, position + 1) is var end and > 0)
            {
                result.Append(Braced(text[(position + 2)..end], find, refuse));
                position = end + 1;
            }
            else if (NameLength(text.AsSpan(position + 1)) is var length and > 0)
            {
                result.Append(find(text.Substring(position + 1, length)));
                position += length + 1;
            }
            else
            {
                result.Append(text[position++]);
            }
        }

        return result.ToString();
    }

    private static string? Braced(
        string inner,
        Func<string, string?> find,
        Func<string, ReleaseRefusedException> refuse
    )
    {
        var length = NameLength(inner);
        var (name, rest) = (inner[..length], inner[length..]);
        var value = find(name);
        var isStrict = rest.StartsWith(':');
        var has = isStrict ? !string.IsNullOrEmpty(value) : value is not null;
        var @operator = rest.Length > (isStrict ? 1 : 0) ? rest[isStrict ? 1 : 0] : '\0';
        var word = rest.Length > (isStrict ? 2 : 1) ? rest[(isStrict ? 2 : 1)..] : "";
        return @operator switch
        {
            '-' => has ? value : Fill(word, find, refuse),
            '+' => has ? Fill(word, find, refuse) : "",
            '?' when !has => throw refuse($"{name} must be set{(word.Length == 0 ? "" : $": {word}")}."),
            _ => value,
        };
    }

    private static int Closing(string text, int open)
    {
        var depth = 0;
        for (var position = open; position < text.Length; position++)
        {
            depth +=
                text[position] == '}' ? -1
                : text[position] == '{' && text[position - 1] == '$' ? 1
                : 0;
            if (depth == 0)
            {
                return position;
            }
        }

        return -1;
    }

    private static int NameLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (
            length < text.Length
            && (
                text[length] == '_'
                || char.IsAsciiLetter(text[length])
                || (length > 0 && char.IsAsciiDigit(text[length]))
            )
        )
        {
            length++;
        }

        return length;
    }
}
