namespace Cake.Frosting.Release.Commands;

/// <summary>
/// Where a command runs: on this machine, as another user, in a container, in a pod, on a host over ssh.
/// A place turns a command for itself into a command for this machine; places nest.
/// </summary>
public interface IPlace
{
    /// <summary>The place as errors and plans name it, for example <c>this machine, as user postgres</c>.</summary>
    string Name { get; }

    /// <summary>The command that, run on this machine, runs the given one in this place.</summary>
    /// <param name="command">A command for this place.</param>
    Command Locate(Command command);
}
