namespace Cake.Frosting.Release.Chain;

/// <summary>A command line, looked at option by option: <c>--name=value</c> and <c>--name value</c>.</summary>
internal sealed class ArgumentLine(IReadOnlyList<string> arguments)
{
    public bool Has(params string[] names) =>
        arguments.Any(argument =>
            names.Contains(argument)
            || names.Any(name => argument.Equals(name + "=true", StringComparison.OrdinalIgnoreCase))
        );

    public string? Value(params string[] names) => Values(names).LastOrDefault();

    /// <summary>The value of an option that without one means something else.</summary>
    public string? AssignedValue(string name) =>
        arguments
            .LastOrDefault(argument => argument.StartsWith(name + "=", StringComparison.Ordinal))
            ?[(name.Length + 1)..];

    public IEnumerable<string> Values(params string[] names)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (names.Contains(arguments[i]) && i + 1 < arguments.Count)
            {
                yield return arguments[++i];
            }
            else if (
                names.FirstOrDefault(name => arguments[i].StartsWith(name + "=", StringComparison.Ordinal)) is
                { } name
            )
            {
                yield return arguments[i][(name.Length + 1)..];
            }
        }
    }

    /// <summary>The arguments, those that begin with a prefix beginning with another one instead.</summary>
    public IReadOnlyList<string> With(string prefix, string replacement) =>
        [
            .. arguments.Select(argument =>
                argument.StartsWith(prefix, StringComparison.Ordinal)
                    ? string.Concat(replacement, argument.AsSpan(prefix.Length))
                    : argument
            ),
        ];
}
