using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Cake.Frosting.Release.Registries;

/// <summary>How a registry wants to be asked, as its header WWW-Authenticate says.</summary>
/// <param name="Scheme"><c>Bearer</c> or <c>Basic</c>.</param>
/// <param name="Parameters">Its parameters, such as <c>realm</c>.</param>
internal sealed partial record Challenge(string Scheme, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>Where tokens are had.</summary>
    public Uri? Realm =>
        Uri.TryCreate(Parameters.GetValueOrDefault("realm"), UriKind.Absolute, out var realm) ? realm : null;

    /// <summary>The challenge of an answer that can be met; <c>null</c> where there is none.</summary>
    public static Challenge? Of(HttpResponseHeaders headers) =>
        headers
            .WwwAuthenticate.Select(header => new Challenge(
                header.Scheme,
                Parameter()
                    .Matches(header.Parameter ?? "")
                    .GroupBy(match => match.Groups["name"].Value, StringComparer.OrdinalIgnoreCase)
                    .ToDictionary(
                        group => group.Key,
                        group =>
                            group.First().Groups["quoted"].Success
                                ? group.First().Groups["quoted"].Value
                                : group.First().Groups["word"].Value,
                        StringComparer.OrdinalIgnoreCase
                    )
            ))
            .FirstOrDefault(challenge =>
                challenge.Is("Bearer") ? challenge.Realm is not null : challenge.Is("Basic")
            );

    /// <summary>Whether it is of that scheme.</summary>
    public bool Is(string scheme) => Scheme.Equals(scheme, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("""(?<name>[A-Za-z_]+)=(?:"(?<quoted>[^"]*)"|(?<word>[^,\s]*))""")]
    private static partial Regex Parameter();
}
