using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Cake.Frosting.Release.Assets;

/// <summary>
/// Patterns against paths relative to the directory, with <c>/</c> between names. The common
/// <c>*.extension</c> is a look-up in a set; everything else becomes one expression without backtracking.
/// </summary>
internal sealed class GlobSet
{
    private static readonly SearchValues<char> Special = SearchValues.Create("*?{}./");

    private readonly HashSet<string> _extensions = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly Regex? _others;

    public GlobSet(IEnumerable<string> patterns)
    {
        _lookup = _extensions.GetAlternateLookup<ReadOnlySpan<char>>();
        var others = new List<string>();
        foreach (var pattern in patterns)
        {
            if (IsExtension(pattern))
            {
                _extensions.Add(pattern[1..]);
            }
            else
            {
                others.Add(Expression(pattern));
            }
        }

        if (others.Count > 0)
        {
            const RegexOptions options =
                RegexOptions.NonBacktracking
                | RegexOptions.CultureInvariant
                | RegexOptions.IgnoreCase
                | RegexOptions.Singleline;
            _others = new Regex($@"\A(?:{string.Join('|', others)})\z", options);
        }
    }

    public bool Matches(string relative) =>
        _lookup.Contains(Path.GetExtension(relative.AsSpan())) || _others?.IsMatch(relative) == true;

    private static bool IsExtension(string pattern) =>
        pattern.StartsWith("*.", StringComparison.Ordinal)
        && pattern.Length > 2
        && !pattern.AsSpan(2).ContainsAny(Special);

    private static string Expression(string pattern)
    {
        var text = new StringBuilder(pattern.Contains('/') ? "" : "(?:.*/)?");
        var rest = pattern.StartsWith('/') ? pattern.AsSpan(1) : pattern.AsSpan();
        var depth = 0;
        while (rest.Length > 0)
        {
            var (taken, expression) = rest switch
            {
                ['*', '*', '/', ..] => (3, "(?:.*/)?"),
                ['*', '*', ..] => (2, ".*"),
                ['*', ..] => (1, "[^/]*"),
                ['?', ..] => (1, "[^/]"),
                ['{', ..] => (1, "(?:"),
                ['}', ..] => (1, ")"),
                [',', ..] when depth > 0 => (1, "|"),
                _ => (1, Regex.Escape(rest[..1].ToString())),
            };
            depth += rest[0] switch
            {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            if (depth < 0)
            {
                break;
            }

            text.Append(expression);
            rest = rest[taken..];
        }

        return depth == 0
            ? text.ToString()
            : throw new ArgumentException(
                $"The braces of the pattern '{pattern}' do not match.",
                nameof(pattern)
            );
    }
}
