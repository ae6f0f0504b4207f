using Spectre.Console.Cli;

namespace Cake.Frosting.Internal;

/// <summary>Remaining arguments, and one more.</summary>
internal sealed class RemainingArguments(
    IRemainingArguments remaining,
    string name,
    IReadOnlyList<string> values
) : IRemainingArguments
{
    public ILookup<string, string?> Parsed { get; } =
        remaining
            .Parsed.SelectMany(group => group.Select(value => (group.Key, Value: value)))
            .Concat(values.Select(value => (Key: name, Value: (string?)value)))
            .ToLookup(pair => pair.Key, pair => pair.Value);

    public IReadOnlyList<string> Raw => remaining.Raw;
}
