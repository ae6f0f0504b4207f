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

    /// <summary>Runs a pipeline to its end.</summary>
    /// <param name="pipeline">What, and where.</param>
    /// <param name="onLine">
    /// Is handed each line on standard error, and on the last standard output where no file takes it; secrets
    /// replaced; from several threads.
    /// </param>
    /// <param name="onBytes">
    /// Is handed how many bytes the first command has been given of its file, or where it has none has written.
    /// </param>
    /// <param name="cancellationToken">Ends all commands, as <see cref="RunAsync"/> does with one.</param>
    /// <exception cref="CommandFailedException">
    /// A command could not be started or ended with an exit code that does not mean success, whichever of them it
    /// is; or a file could not be read or written.
    /// </exception>
    Task<PipelineResult> PipeAsync(
        Pipeline pipeline,
        Action<string>? onLine = null,
        Action<long>? onBytes = null,
        CancellationToken cancellationToken = default
    );
}
