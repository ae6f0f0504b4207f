namespace Cake.Frosting.Release.Commands;

/// <summary>
/// This machine, but for the signals that a terminal or a CI runner sends to every process of a job: a program
/// here ends when its standard input does, so that what the tool itself has to say to it after Ctrl-C is heard.
/// </summary>
/// <param name="place">The place whose commands are shielded.</param>
internal sealed class Shielded(IPlace place) : IPlace
{
    /// <summary>Ignored signals stay ignored in the program that takes the shell's place.</summary>
    private const string Script = "trap '' HUP INT QUIT TERM; exec \"$@\"";

    public string Name => place.Name;

    public Command Locate(Command command)
    {
        var located = place.Locate(command);
        return located with
        {
            Program = "sh",
            Arguments = ["-c", Script, "sh", located.Program, .. located.Arguments],
        };
    }
}
