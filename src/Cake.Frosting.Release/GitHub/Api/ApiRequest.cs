namespace Cake.Frosting.Release.GitHub;

/// <summary>A request to the API, which can be sent as often as need be.</summary>
/// <param name="Method">The method.</param>
/// <param name="Url">The address.</param>
internal sealed record ApiRequest(HttpMethod Method, Uri Url)
{
    /// <summary>Makes the body, anew for each try; <c>null</c> for none.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>The time that one try may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Tells of an answer that may only mean that the server which gave it has not heard yet of what was made a moment
    /// ago: it is asked again. Nothing, unless given.
    /// </summary>
    public Func<ApiReply, bool> IsTooEarly { get; init; } = _ => false;

    /// <summary>Whether a second try does what the first one did, so that nothing has to be looked up between them.</summary>
    public bool IsRepeatable => Method != HttpMethod.Post;

    /// <summary>Method and path, as errors and progress name it.</summary>
    public override string ToString() => $"{Method} {Url.AbsolutePath}";
}
