using System.Collections.Immutable;
using System.Text;

namespace Cake.Frosting.Release.Commands;

/// <summary>
/// A program and its arguments: an immutable value that only a <see cref="CommandRunner"/> executes. No
/// shell ever parses it, so an argument may hold anything but NUL. Secrets travel in
/// <see cref="Environment"/>, never among the arguments.
/// </summary>
public sealed record Command
{
    /// <summary>Creates a command.</summary>
    /// <param name="program">The program: a name to be found on PATH, or a path.</param>
    /// <param name="arguments">The arguments, each passed on as it stands.</param>
    public Command(string program, params IEnumerable<string> arguments)
    {
        ArgumentException.ThrowIfNullOrEmpty(program);
        Program = program;
        Arguments = [.. arguments];
    }

    /// <summary>The program: a name to be found on PATH, or a path.</summary>
    public string Program { get; init; }

    /// <summary>The arguments, each passed on as it stands.</summary>
    public ImmutableArray<string> Arguments { get; init; }

    /// <summary>Variables added to the environment of the child process; secrets belong here.</summary>
    public ImmutableSortedDictionary<string, EnvironmentValue> Environment { get; init; } =
        ImmutableSortedDictionary<string, EnvironmentValue>.Empty.WithComparers(StringComparer.Ordinal);

    /// <summary>The directory to run in; <c>null</c> for the current one.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Text for standard input; <c>null</c> leaves it empty.</summary>
    public string? StandardInput { get; init; }

    /// <summary>What goes before <see cref="StandardInput"/>, and is never shown; set by places.</summary>
    internal Secret? SecretInput { get; init; }

    /// <summary>All that is written to standard input; reveals the secret in it.</summary>
    internal string? Input => SecretInput is null ? StandardInput : SecretInput.Reveal() + StandardInput;

    /// <summary>The exit codes that mean success; <c>0</c> unless set.</summary>
    public ImmutableArray<int> SuccessCodes { get; init; } = [0];

    /// <summary>The time after which the command is ended and counts as failed; <c>null</c> for no limit.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>
    /// What ends what is handed on of standard output: a line feed, or NUL for records. Whoever takes records is not
    /// told of standard error, and only the end of the output is kept.
    /// </summary>
    internal char RecordEnd { get; init; } = '\n';

    /// <summary>The command with further arguments at its end.</summary>
    /// <param name="arguments">The arguments to add.</param>
    public Command With(params IEnumerable<string> arguments) =>
        this with
        {
            Arguments = Arguments.AddRange(arguments),
        };

    /// <summary>The command with one more environment variable.</summary>
    /// <param name="name">The variable's name.</param>
    /// <param name="value">Its value, plain or secret.</param>
    public Command WithEnvironment(string name, EnvironmentValue value) =>
        this with
        {
            Environment = Environment.SetItem(name, value),
        };

    /// <summary>The command with a <see cref="Blank"/> filled in, in whichever arguments it stands.</summary>
    /// <param name="blank">The blank's name.</param>
    /// <param name="value">What takes its place.</param>
    public Command Fill(string blank, string value) =>
        this with
        {
            Arguments =
            [
                .. Arguments.Select(argument =>
                    argument.Replace(Blank.Of(blank), value, StringComparison.Ordinal)
                ),
            ],
        };

    /// <summary>
    /// The command as a person would type it into a POSIX shell, quoted where needed; a secret stands there
    /// as a reference to the variable that it comes from.
    /// </summary>
    public override string ToString()
    {
        var line = new StringBuilder();
        foreach (var (name, value) in Environment)
        {
            line.Append(name).Append('=').Append(value.ToShell()).Append(' ');
        }

        line.Append(ShellQuoting.QuoteProgram(Program));
        foreach (var argument in Arguments)
        {
            line.Append(' ').Append(ShellQuoting.Quote(argument));
        }

        return line.ToString();
    }

    /// <inheritdoc/>
    public bool Equals(Command? other) =>
        other is not null
        && ToString() == other.ToString()
        && WorkingDirectory == other.WorkingDirectory
        && StandardInput == other.StandardInput
        && Deadline == other.Deadline
        && SuccessCodes.SequenceEqual(other.SuccessCodes);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
