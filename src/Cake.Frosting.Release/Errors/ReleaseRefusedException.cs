namespace Cake.Frosting.Release.Errors;

/// <summary>The release is refused because something that it relies on does not hold; nothing was harmed.</summary>
/// <param name="message">What does not hold, with the values seen.</param>
/// <param name="wayOut">What to do about it.</param>
/// <param name="innerException">The cause, where there is one.</param>
public sealed class ReleaseRefusedException(
    string message,
    string wayOut = "",
    Exception? innerException = null
) : ReleaseException(message, wayOut, innerException);
