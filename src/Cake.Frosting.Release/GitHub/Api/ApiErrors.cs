using System.Globalization;
using System.Text.Json;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.GitHub;

/// <summary>Says what the API refused, in its own words, and the way out.</summary>
internal static class ApiErrors
{
    /// <summary>The status behind a refusal: 0 where there was no answer; <c>null</c> where it was not the API's.</summary>
    public static int? StatusOf(ReleaseRefusedException refusal) =>
        refusal.InnerException is HttpRequestException cause ? (int?)cause.StatusCode ?? 0 : null;

    /// <summary>Whether GitHub cannot be reached, is down, or will not be asked any more for now.</summary>
    public static bool IsUnavailable(ReleaseRefusedException refusal) =>
        StatusOf(refusal) is 0 or 408 or 429 or >= 500;

    /// <summary>Explains a reply that is no success.</summary>
    public static ReleaseRefusedException Explain(ApiRequest request, ApiReply reply, GitHubSite site)
    {
        if (reply.Status == 0)
        {
            var reason = reply.Failure?.GetBaseException().Message.TrimEnd('.');
            return Refuse(
                $"{site.Api.Host} does not answer {request}: {reason}.",
                "Look at the network, a proxy, and github/api; GitHub's own state is at https://www.githubstatus.com",
                null,
                reply.Failure
            );
        }

        // A limit of 403 and one of 429 are the same to whoever asks whether GitHub can be had.
        var status = reply.IsLimited ? 429 : reply.Status;
        return Refuse(
            $"{site.Api.Host} answered {request} with {reply.Status}{Said(reply.Body)}",
            WayOut(reply, site),
            status,
            null
        );
    }

    private static ReleaseRefusedException Refuse(
        string message,
        string wayOut,
        int? status,
        Exception? cause
    ) => new(message, wayOut, new HttpRequestException(message, cause, (System.Net.HttpStatusCode?)status));

    private static string WayOut(ApiReply reply, GitHubSite site) =>
        reply switch
        {
            { IsLimited: true } => Limited(reply),
            { Status: 401 } =>
                $"The token in {site.Token.Name} is wrong or has expired: make a new one and set {site.Token.Name} to it.",
            { Status: 403, Body: var body }
                when body.Contains("not permitted to create", StringComparison.OrdinalIgnoreCase) =>
                "Allow it in the repository's settings: Actions, General, 'Allow GitHub Actions to create and approve pull requests'; or take a token of another account.",
            { Status: 403, SingleSignOn: var sso } when sso.Contains("url=", StringComparison.Ordinal) =>
                $"The organization wants single sign-on for the token in {site.Token.Name}: {sso[(sso.IndexOf("url=", StringComparison.Ordinal) + 4)..]}",
            { Status: 403, NeededPermissions.Length: > 0 } =>
                $"Give the token in {site.Token.Name} the permission {reply.NeededPermissions}; in a workflow, that is its key permissions.",
            { Status: 403, NeededScopes.Length: > 0 } =>
                $"Give the token in {site.Token.Name} one of the scopes {reply.NeededScopes}, or the permission contents=write.",
            { Status: 403 } =>
                $"Give the token in {site.Token.Name} the permissions contents=write, statuses=read and checks=read; deployments=write for github/deployment, and pull-requests=write for git/via: pull-request.",
            { Status: 404 } =>
                $"Look whether github/repository is right, and whether the token in {site.Token.Name} may see it: GitHub answers 404 to whoever has no access.",
            { Status: >= 300 and < 400 } =>
                $"It has moved to {reply.Location}: set github/repository, or github/api, to what it is called now.",
            { Status: >= 500 } =>
                "Wait and run this again; GitHub's own state is at https://www.githubstatus.com",
            _ => "",
        };

    private static string Limited(ApiReply reply) =>
        (reply.LimitedUntil ?? reply.RetryAt) is { } at
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"The rate limit is used up until {at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: run this again then, or with another token."
            )
            : "Too many requests were made: wait a few minutes and run this again.";

    /// <summary>What the body says: the message, and each field that is wrong.</summary>
    private static string Said(string body)
    {
        try
        {
            var error = JsonSerializer.Deserialize(body, GitHubJson.Default.ApiErrorBody);
            var details = Details(error?.Errors ?? default).Where(text => text.Length > 0).ToList();
            var all =
                (error?.Message ?? "").Trim()
                + (details.Count == 0 ? "" : $" ({string.Join("; ", details)})");
            return all.Length == 0 ? "." : $": {all.TrimEnd('.')}.";
        }
        catch (JsonException)
        {
            // A proxy's page, for example; its text helps nobody.
            return ".";
        }
    }

    private static IEnumerable<string> Details(JsonElement errors) =>
        errors.ValueKind switch
        {
            JsonValueKind.Array => errors.EnumerateArray().Select(Detail),
            JsonValueKind.Undefined or JsonValueKind.Null => [],
            _ => [Detail(errors)],
        };

    private static string Detail(JsonElement error)
    {
        if (error.ValueKind != JsonValueKind.Object)
        {
            return error.ToString();
        }

        var named = string.Join(
            '.',
            new[] { Text(error, "resource"), Text(error, "field") }.Where(part => part.Length > 0)
        );
        var said = Text(error, "message") is { Length: > 0 } message ? message : Text(error, "code");
        return $"{named} {said}".Trim();
    }

    private static string Text(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) ? value.ToString() : "";
}
