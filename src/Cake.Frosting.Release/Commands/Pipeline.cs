using System.Collections.Immutable;

namespace Cake.Frosting.Release.Commands;

/// <summary>
/// Commands of which each reads what the one before it writes: an immutable value that only a
/// <see cref="CommandRunner"/> executes, and no shell ever. It has succeeded when every one of them has.
/// </summary>
public sealed record Pipeline
{
    private Pipeline(ImmutableArray<PipelinePart> parts) => Parts = parts;

    /// <summary>The commands, the first one first; at least one.</summary>
    public ImmutableArray<PipelinePart> Parts { get; private init; }

    /// <summary>The file that the first command reads; <c>null</c> leaves its standard input empty.</summary>
    public string? InputFile { get; init; }

    /// <summary>
    /// The file that the last command writes: created anew, for its owner alone, and flushed to the disk. An
    /// existing one is refused. <c>null</c> for none: what it writes is handed on line by line.
    /// </summary>
    public string? OutputFile { get; init; }

    /// <summary>A pipeline of one command.</summary>
    /// <param name="place">Where it runs.</param>
    /// <param name="command">What it is.</param>
    public static Pipeline Of(IPlace place, Command command) => new([new PipelinePart(place, command)]);

    /// <summary>The pipeline with one more command at its end.</summary>
    /// <param name="place">Where it runs.</param>
    /// <param name="command">What it is; <c>null</c> adds nothing.</param>
    public Pipeline Then(IPlace place, Command? command) =>
        command is null ? this : this with { Parts = Parts.Add(new PipelinePart(place, command)) };

    /// <summary>The pipeline with a <see cref="Blank"/> filled in, in whichever arguments it stands.</summary>
    /// <param name="blank">The blank's name.</param>
    /// <param name="value">What takes its place.</param>
    public Pipeline Fill(string blank, string value) =>
        this with
        {
            Parts = [.. Parts.Select(part => part with { Command = part.Command.Fill(blank, value) })],
        };

    /// <summary>
    /// The line as a person would type it into bash, each command as this machine would run it:
    /// <c>set -o pipefail; a &lt; in | b &gt; out</c>.
    /// </summary>
    public override string ToString()
    {
        var commands = Parts.Select(part => part.Place.Locate(part.Command).ToString()).ToList();
        if (InputFile is not null)
        {
            commands[0] += $" < {ShellQuoting.Quote(InputFile)}";
        }

        if (OutputFile is not null)
        {
            commands[^1] += $" > {ShellQuoting.Quote(OutputFile)}";
        }

        // A single command hides no failure.
        return (commands.Count > 1 ? "set -o pipefail; " : "") + string.Join(" | ", commands);
    }

    /// <inheritdoc/>
    public bool Equals(Pipeline? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
