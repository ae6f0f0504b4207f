using System.Text;
using System.Text.RegularExpressions;

namespace Cake.Frosting.Release.Configuration;

/// <summary>
/// Fills in <c>${NAME}</c> and <c>${NAME:-default}</c>; <c>$${</c> stands for <c>${</c>. A default may contain
/// further variables and balanced braces.
/// </summary>
internal sealed partial class Interpolation(Func<string, string?> environment, Action<string> problem)
{
    private const int DeepestDefault = 10;

    private bool failed;

    /// <summary>What stands in the text itself and not in the environment.</summary>
    internal List<string> Literals { get; } = [];

    /// <summary>The text with every variable filled in; <c>null</c> after a problem.</summary>
    internal string? Expand(string text)
    {
        var result = Expand(text, 0);
        return failed ? null : result;
    }

    private string Expand(string text, int depth)
    {
        var result = new StringBuilder();
        var at = 0;
        while (!failed && at < text.Length)
        {
            var begin = text.IndexOf("${", at, StringComparison.Ordinal);
            if (begin < 0)
            {
                Literal(text[at..], result);
                break;
            }
            if (begin > at && text[begin - 1] == '$')
            {
                Literal(text[at..(begin - 1)], result);
                Literal("${", result);
                at = begin + 2;
                continue;
            }
            Literal(text[at..begin], result);
            var end = End(text, begin + 2);
            result.Append(
                end < 0
                    ? Fail("'${' is not closed by '}'; write $${ for the characters themselves")
                    : Variable(text[(begin + 2)..end], depth)
            );
            at = end + 1;
        }
        return result.ToString();
    }

    private string Variable(string inner, int depth)
    {
        if (Inner().Match(inner) is not { Success: true } match)
        {
            return Fail(
                $"{Quoting.Quote($"${{{inner}}}")} is not a variable; write ${{NAME}} or ${{NAME:-default}}, or $${{ for the characters themselves"
            );
        }
        var name = match.Groups["name"].Value;
        if (environment(name) is { Length: > 0 } value)
        {
            return value;
        }
        return match.Groups["default"] switch
        {
            { Success: false } when environment(name) is null => Fail(
                $"the environment variable {name} is not set; set it, or write ${{{name}:-default}}"
            ),
            { Success: false } => "",
            _ when depth >= DeepestDefault => Fail("defaults are nested too deeply"),
            var fallback => Expand(fallback.Value, depth + 1),
        };
    }

    private static int End(string text, int from)
    {
        var open = 1;
        for (var at = from; at < text.Length; at++)
        {
            open += text[at] switch
            {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            if (open == 0)
            {
                return at;
            }
        }
        return -1;
    }

    private void Literal(string text, StringBuilder result)
    {
        Literals.Add(text);
        result.Append(text);
    }

    private string Fail(string message)
    {
        failed = true;
        problem(message);
        return "";
    }

    [GeneratedRegex(@"^(?<name>[A-Za-z_][A-Za-z0-9_]*)(:-(?<default>.*))?\z", RegexOptions.Singleline)]
    private static partial Regex Inner();
}
