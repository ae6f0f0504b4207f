namespace Cake.Frosting.Release.Configuration;

/// <summary>
/// A program and its arguments as release.yml lists them, placeholders not yet filled in. There is no shell.
/// </summary>
/// <param name="program">The program.</param>
/// <param name="arguments">Its arguments.</param>
public sealed class CommandTemplate(string program, IReadOnlyList<string> arguments)
{
    /// <summary>The program.</summary>
    public string Program { get; } = program;

    /// <summary>Its arguments.</summary>
    public IReadOnlyList<string> Arguments { get; } = arguments;

    /// <summary>Program and arguments in YAML's list form, for messages.</summary>
    public override string ToString() => $"[{string.Join(", ", Arguments.Prepend(Program))}]";
}
