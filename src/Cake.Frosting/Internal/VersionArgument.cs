using Spectre.Console.Cli;

namespace Cake.Frosting.Internal;

/// <summary>
/// Tells <c>--version=1.2.3</c>, an argument of the build, from <c>--version</c>, an option of the host.
/// </summary>
/// <param name="Rest">The command line without it.</param>
/// <param name="Values">The values that it had.</param>
internal sealed record VersionArgument(IReadOnlyList<string> Rest, IReadOnlyList<string> Values)
{
    public const string Name = "version";

    private const string Prefix = "--" + Name + "=";

    public static VersionArgument TakeFrom(IEnumerable<string> arguments)
    {
        var rest = new List<string>();
        var values = new List<string>();
        foreach (var argument in arguments)
        {
            if (!rest.Contains("--") && IsArgument(argument))
            {
                values.Add(argument[Prefix.Length..]);
            }
            else
            {
                rest.Add(argument);
            }
        }

        return new VersionArgument(rest, values);
    }

    public IRemainingArguments AddTo(IRemainingArguments remaining) =>
        Values.Count == 0 ? remaining : new RemainingArguments(remaining, Name, Values);

    // A switch may be spelled out: --version=true.
    private static bool IsArgument(string argument) =>
        argument.StartsWith(Prefix, StringComparison.Ordinal)
        && argument.Length > Prefix.Length
        && !bool.TryParse(argument.AsSpan(Prefix.Length), out _);
}
