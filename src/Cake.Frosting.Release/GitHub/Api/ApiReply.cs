using System.Globalization;
using System.Net.Http.Headers;

namespace Cake.Frosting.Release.GitHub;

/// <summary>What came of one try: an answer, or none.</summary>
internal sealed record ApiReply
{
    /// <summary>The status; 0 where there was no answer.</summary>
    public int Status { get; private init; }

    /// <summary>The body; empty where there was none.</summary>
    public string Body { get; private init; } = "";

    /// <summary>The address of the next page; <c>null</c> on the last one.</summary>
    public Uri? Next { get; private init; }

    /// <summary>Where the answer sends the request; <c>null</c> for nowhere.</summary>
    public Uri? Location { get; private init; }

    /// <summary>Why there was no answer; <c>null</c> where there was one.</summary>
    public Exception? Failure { get; private init; }

    /// <summary>When another try is welcome, by the header Retry-After.</summary>
    public DateTimeOffset? RetryAt { get; private init; }

    /// <summary>When the rate limit is full again; <c>null</c> where it is not used up.</summary>
    public DateTimeOffset? LimitedUntil { get; private init; }

    /// <summary>The permissions that a fine-grained token would need, e.g. <c>contents=write</c>.</summary>
    public string NeededPermissions { get; private init; } = "";

    /// <summary>The scopes that a classic token would need, e.g. <c>repo</c>.</summary>
    public string NeededScopes { get; private init; } = "";

    /// <summary>What single sign-on asks for; empty where it does not.</summary>
    public string SingleSignOn { get; private init; } = "";

    /// <summary>Whether it may only have come too early: see <see cref="ApiRequest.IsTooEarly"/>.</summary>
    public bool IsEarly { get; init; }

    /// <summary>Whether the request was done.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Whether too many requests were made; the request was not carried out.</summary>
    public bool IsLimited =>
        Status == 429
        || (
            Status == 403
            && (
                RetryAt is not null
                || LimitedUntil is not null
                || Body.Contains("rate limit", StringComparison.OrdinalIgnoreCase)
            )
        );

    /// <summary>Whether nobody knows whether the request was carried out.</summary>
    public bool IsUnclear => Status is 0 or 408 or >= 500;

    /// <summary>No answer.</summary>
    public static ApiReply None(Exception failure) => new() { Failure = failure };

    /// <summary>Reads an answer.</summary>
    public static async Task<ApiReply> ReadAsync(
        HttpResponseMessage response,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var used = Header(response, "x-ratelimit-remaining") == "0";
        return new ApiReply
        {
            Status = (int)response.StatusCode,
            Body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false),
            Next = LinkHeader.Next(Header(response, "Link")),
            Location = response.Headers.Location,
            RetryAt = RetryAtOf(response.Headers.RetryAfter, now),
            LimitedUntil =
                used
                && long.TryParse(
                    Header(response, "x-ratelimit-reset"),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var seconds
                )
                && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds()
                    ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                    : null,
            NeededPermissions = Header(response, "X-Accepted-GitHub-Permissions"),
            NeededScopes = Header(response, "X-Accepted-OAuth-Scopes"),
            SingleSignOn = Header(response, "X-GitHub-SSO"),
        };
    }

    private static DateTimeOffset? RetryAtOf(RetryConditionHeaderValue? header, DateTimeOffset now) =>
        header?.Date ?? (header?.Delta is { } delta ? now + delta : null);

    private static string Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
}
