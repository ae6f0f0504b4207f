namespace Cake.Frosting.Release.Errors;

/// <summary>
/// An error that a user is meant to read: what happened, where, and the way out. There are three kinds:
/// <see cref="ConfigurationException"/>, <see cref="CommandFailedException"/> and
/// <see cref="ReleaseRefusedException"/>. Anything else that reaches the host is a defect of this tool.
/// </summary>
public abstract class ReleaseException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What happened and where, in one or a few lines.</param>
    /// <param name="wayOut">What the user can do next; empty where the message says it already.</param>
    /// <param name="innerException">The cause, shown only at diagnostic verbosity.</param>
    protected ReleaseException(string message, string wayOut = "", Exception? innerException = null)
        : base(wayOut.Length == 0 ? message : $"{message}{Environment.NewLine}→ {wayOut}", innerException)
    {
        Problem = message;
        WayOut = wayOut;
    }

    /// <summary>What happened and where, without the way out.</summary>
    public string Problem { get; }

    /// <summary>What the user can do next; empty where <see cref="Problem"/> says it already.</summary>
    public string WayOut { get; }
}
