using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Commands;

/// <summary>Runs commands and waits for them. Nothing else in the library starts a process and waits.</summary>
public interface ICommandRunner
{
    /// <summary>Runs a command in a place to its end.</summary>
    /// <param name="place">Where.</param>
    /// <param name="command">What.</param>
    /// <param name="onLine">Is handed each line of output as it comes, secrets replaced; from several threads.</param>
    /// <param name="cancellationToken">
    /// Ends the command: SIGTERM to it and its children, and SIGKILL to those that have not ended 5 s later.
    /// </param>
    /// <exception cref="CommandFailedException">
    /// It could not be started, ran past its deadline, or ended with an exit code that does not mean success.
    /// </exception>
    Task<CommandResult> RunAsync(
        IPlace place,
        Command command,
        Action<string>? onLine = null,
        CancellationToken cancellationToken = default
    );
}
