namespace Cake.Frosting.Release.Errors;

/// <summary>
/// A command ended with an exit code that its step did not expect, could not be started, or ran past its
/// deadline. The message names the place, the command (secrets replaced), the exit code and the end of
/// standard error.
/// </summary>
/// <param name="message">The message described above.</param>
/// <param name="exitCode">The exit code; <c>null</c> where the command never started or was ended by us.</param>
/// <param name="standardError">The last lines of standard error, secrets replaced.</param>
/// <param name="wayOut">What to do about it.</param>
/// <param name="innerException">The cause, where there is one.</param>
public sealed class CommandFailedException(
    string message,
    int? exitCode,
    string standardError,
    string wayOut = "",
    Exception? innerException = null
) : ReleaseException(message, wayOut, innerException)
{
    /// <summary>The exit code; <c>null</c> where the command never started or was ended by us.</summary>
    public int? CommandExitCode { get; } = exitCode;

    /// <summary>The last lines of standard error, secrets replaced.</summary>
    public string StandardError { get; } = standardError;

    /// <summary>Whether it was ended because it ran past its deadline.</summary>
    public bool RanPastDeadline { get; init; }
}
