using System.Text.RegularExpressions;

namespace Cake.Frosting.Release.EnvFiles;

/// <summary>Which keys of env files look as if their values were nobody's business.</summary>
internal static partial class SecretNames
{
    /// <summary>Whether a key, or its value, looks like a secret: a password, a token, an address with credentials.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">Its value.</param>
    public static bool LooksSecret(string key, string? value) =>
        Word().IsMatch(key) || (value is not null && Credentials().IsMatch(value));

    [GeneratedRegex(
        "SECRET|PASS(WORD|WD|PHRASE)?(?![A-Z])|TOKEN|KEY(S)?(?![A-Z])|CREDENTIAL|SALT|PRIVATE|SIGNATURE|DSN|(?<![A-Z])PW(?![A-Z])|CERT",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Word();

    [GeneratedRegex(@"://[^/\s@]*:[^/\s@]*@|-----BEGIN")]
    private static partial Regex Credentials();
}
