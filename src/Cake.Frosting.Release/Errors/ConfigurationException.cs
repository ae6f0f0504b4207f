namespace Cake.Frosting.Release.Errors;

/// <summary>The configuration cannot be used; the message lists every problem with its position.</summary>
/// <param name="message">All problems, one a line: <c>release.yml(12,5): services/api/image: …</c>.</param>
/// <param name="wayOut">What to do about it.</param>
/// <param name="innerException">The cause, where there is one.</param>
public sealed class ConfigurationException(
    string message,
    string wayOut = "",
    Exception? innerException = null
) : ReleaseException(message, wayOut, innerException);
