namespace Cake.Frosting.Release.GitHub;

/// <summary>How long to wait before a request is tried again. What GitHub says about it comes before what we think.</summary>
internal sealed record BackOff
{
    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1);

    /// <summary>How often a request is sent that has no clear answer, or that too many others came before.</summary>
    public int Tries { get; init; } = 6;

    /// <summary>How long the waits of one request may take together.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>The wait after the first failed try without a word from GitHub; it doubles with each.</summary>
    public TimeSpan First { get; init; } = OneSecond;

    /// <summary>The wait after a secondary limit without a word from GitHub: at least a minute, it says; it doubles, too.</summary>
    public TimeSpan FirstAfterLimit { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long to wait; <c>null</c> where another try makes no sense, or is too far off.</summary>
    /// <param name="reply">What came of the last try.</param>
    /// <param name="tries">How many there were.</param>
    /// <param name="waited">How long the waits before took.</param>
    /// <param name="now">The time.</param>
    /// <param name="jitter">From 0 to 1, so that many clients do not come back at once.</param>
    public TimeSpan? After(ApiReply reply, int tries, TimeSpan waited, DateTimeOffset now, double jitter)
    {
        if (tries >= Tries || !(reply.IsLimited || reply.IsUnclear || reply.IsEarly))
        {
            return null;
        }

        var doubled = Math.Pow(2, tries - 1);
        var wait = (reply.RetryAt ?? (reply.IsLimited ? reply.LimitedUntil : null)) is { } at
            ? Later(at - now, TimeSpan.Zero) + OneSecond * jitter
            : (reply.IsLimited ? FirstAfterLimit : First) * doubled * (1 + jitter / 2);
        return waited + wait > Patience ? null : wait;
    }

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
