namespace Cake.Frosting.Release.Git;

/// <summary>A commit's id and message.</summary>
/// <param name="Id">The full id.</param>
/// <param name="Message">The whole message, without line ends around it.</param>
public sealed record GitCommit(string Id, string Message)
{
    /// <summary>The author's name.</summary>
    public string Author { get; init; } = "";

    /// <summary>The first line of the message.</summary>
    public string Subject
    {
        get
        {
            var end = Message.IndexOf('\n', StringComparison.Ordinal);
            return end < 0 ? Message : Message[..end];
        }
    }
}
