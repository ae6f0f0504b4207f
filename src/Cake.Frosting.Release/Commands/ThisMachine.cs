namespace Cake.Frosting.Release.Commands;

/// <summary>The machine that the tool runs on.</summary>
public sealed class ThisMachine : IPlace
{
    /// <inheritdoc/>
    public string Name => "this machine";

    /// <inheritdoc/>
    public Command Locate(Command command) => command;
}
