using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Steps;

/// <summary>
/// One thing that a step will issue, as plan and runbook print it and as a person could perform it by hand.
/// </summary>
/// <param name="Where">The name of the place that it concerns.</param>
/// <param name="Text">
/// The line to type: a command line, or for <see cref="InstructionKind.Manual"/> a sentence. Without secrets.
/// </param>
/// <param name="Kind">How to read <paramref name="Text"/>.</param>
public sealed record Instruction(string Where, string Text, InstructionKind Kind)
{
    /// <summary>A command in a place.</summary>
    /// <param name="place">The place.</param>
    /// <param name="command">The command for that place.</param>
    public static Instruction Run(IPlace place, Command command)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(command);
        var located = place.Locate(command);
        return new Instruction(
            place.Name,
            located.WorkingDirectory is null
                ? located.ToString()
                : $"(cd {ShellQuoting.Quote(located.WorkingDirectory)} && {located})",
            InstructionKind.Command
        );
    }

    /// <summary>A pipeline, which is started from this machine.</summary>
    /// <param name="pipeline">The pipeline.</param>
    public static Instruction Run(Pipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        return pipeline is { Parts: [var only], InputFile: null, OutputFile: null }
            ? Run(only.Place, only.Command)
            : new Instruction("this machine", pipeline.ToString(), InstructionKind.Command);
    }

    /// <summary>SQL that is executed in a database over a connection of the tool's own.</summary>
    /// <param name="database">The database, as the configuration names it.</param>
    /// <param name="sql">The statement.</param>
    public static Instruction Sql(string database, string sql) =>
        new($"database {database}", sql, InstructionKind.Sql);

    /// <summary>An HTTP request.</summary>
    /// <param name="method">The method, e.g. <c>GET</c>.</param>
    /// <param name="url">The address, without secrets.</param>
    public static Instruction Http(string method, Uri url) =>
        new("this machine", $"{method} {url}", InstructionKind.Http);

    /// <summary>Something the tool does itself, put as a sentence in the imperative.</summary>
    /// <param name="sentence">The sentence, e.g. <c>Point the link current at releases/1.4.0</c>.</param>
    public static Instruction Manual(string sentence) =>
        new("this machine", sentence, InstructionKind.Manual);
}

/// <summary>How the text of an instruction is to be read.</summary>
public enum InstructionKind
{
    /// <summary>A command line.</summary>
    Command,

    /// <summary>An SQL statement.</summary>
    Sql,

    /// <summary>A method and an address.</summary>
    Http,

    /// <summary>A sentence.</summary>
    Manual,
}
