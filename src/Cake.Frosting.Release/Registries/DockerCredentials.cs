using System.Text;
using System.Text.Json;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Registries;

/// <summary>
/// The credentials that <c>docker login</c> left: in config.json itself, or with the program that it names
/// (<c>credHelpers</c> for one registry, <c>credsStore</c> for all).
/// </summary>
/// <param name="directory">Docker's directory of configuration.</param>
internal sealed class DockerCredentials(string directory)
{
    /// <summary>The user name by which a helper says that the secret is an identity token.</summary>
    private const string TokenUser = "<token>";

    private static readonly TimeSpan HelperDeadline = TimeSpan.FromSeconds(30);

    /// <summary>The file.</summary>
    public string File => Path.Combine(directory, "config.json");

    /// <summary>Docker's own choice of the directory.</summary>
    public static DockerCredentials OfUser(RegistryOptions options) =>
        new(
            options.DockerConfig
                ?? Environment.GetEnvironmentVariable("DOCKER_CONFIG")
                ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".docker")
        );

    /// <summary>The credentials for a registry; <c>null</c> where there are none. Changes nothing.</summary>
    /// <exception cref="ReleaseException">The file cannot be read, or its helper fails.</exception>
    public async Task<Credentials?> FindAsync(
        ImageName image,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        using var document = Read();
        if (document?.RootElement is not { ValueKind: JsonValueKind.Object } root)
        {
            return null;
        }

        var helper =
            Entry(root, "credHelpers", image) is { ValueKind: JsonValueKind.String } own ? own.GetString()
            : root.TryGetProperty("credsStore", out var store) ? store.GetString()
            : null;
        return (
                string.IsNullOrEmpty(helper)
                    ? null
                    : await AskAsync(helper, image, context, cancellationToken).ConfigureAwait(false)
            ) ?? (Entry(root, "auths", image) is { } entry ? FromEntry(image, entry) : null);
    }

    private JsonDocument? Read()
    {
        try
        {
            return System.IO.File.Exists(File) ? JsonDocument.Parse(System.IO.File.ReadAllBytes(File)) : null;
        }
        catch (Exception exception)
            when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            // The text of the error may quote the file.
            throw new ReleaseRefusedException(
                $"{File} cannot be read: {(exception is JsonException json ? $"it is no JSON in line {json.LineNumber + 1}" : exception.Message)}.",
                "Mend it, or log in again: docker login."
            );
        }
    }

    /// <summary>An entry by the registry's name, written as a host or as an address.</summary>
    private static JsonElement? Entry(JsonElement root, string map, ImageName image) =>
        root.TryGetProperty(map, out var entries) && entries.ValueKind == JsonValueKind.Object
            ? entries
                .EnumerateObject()
                .Where(entry =>
                    entry.Name == image.CredentialKey || HostOf(entry.Name) == HostOf(image.CredentialKey)
                )
                .OrderByDescending(entry => entry.Name == image.CredentialKey)
                .Select(entry => (JsonElement?)entry.Value)
                .FirstOrDefault()
            : null;

    private static string HostOf(string key)
    {
        var scheme = key.IndexOf("://", StringComparison.Ordinal);
        return (scheme < 0 ? key : key[(scheme + 3)..]).Split('/')[0];
    }

    private Credentials? FromEntry(ImageName image, JsonElement entry)
    {
        string? Text(string name) =>
            entry.TryGetProperty(name, out var value) && value.GetString() is { Length: > 0 } text
                ? text
                : null;
        if (Text("identitytoken") is { } token)
        {
            return new Credentials("", null, SecretOf(image, token), File);
        }

        if (Text("username") is { } user && Text("password") is { } password)
        {
            return new Credentials(user, SecretOf(image, password), null, File);
        }

        if (Text("auth") is not { } auth)
        {
            return null;
        }

        try
        {
            var pair = Encoding.UTF8.GetString(Convert.FromBase64String(auth)).TrimEnd('\0').Split(':', 2);
            return pair.Length == 2 ? new Credentials(pair[0], SecretOf(image, pair[1]), null, File) : null;
        }
        catch (FormatException)
        {
            throw new ReleaseRefusedException(
                $"{File}: what it has for {image.Registry} cannot be read.",
                $"Log in again: {LoginLine(image)}"
            );
        }
    }

    private static Secret SecretOf(ImageName image, string value) =>
        new($"the credentials for {image.Registry}", value);

    /// <summary>What to type to log in.</summary>
    public static string LoginLine(ImageName image) =>
        image.Host == image.Registry ? $"docker login {image.Registry}" : "docker login";

    private static async Task<Credentials?> AskAsync(
        string helper,
        ImageName image,
        StepContext context,
        CancellationToken cancellationToken
    )
    {
        var program = $"docker-credential-{helper}";
        // It says on standard output that it has none, and ends with 1.
        var command = new Command(program, "get")
        {
            StandardInput = image.CredentialKey + "\n",
            SuccessCodes = [0, 1],
            Deadline = HelperDeadline,
        };
        var result = await context
            .LookAsync(new ThisMachine(), command, cancellationToken)
            .ConfigureAwait(false);
        if (result.ExitCode == 1)
        {
            return result.StandardOutput.Contains("not found", StringComparison.OrdinalIgnoreCase)
                ? null
                : throw new ReleaseRefusedException(
                    $"{program} does not give the credentials for {image.Registry}: {result.Value}{result.StandardError.Trim()}",
                    $"Try it: echo {image.CredentialKey} | {program} get"
                );
        }

        try
        {
            using var answer = JsonDocument.Parse(result.StandardOutput);
            var user = answer.RootElement.GetProperty("Username").GetString() ?? "";
            var secret = SecretOf(image, answer.RootElement.GetProperty("Secret").GetString() ?? "");
            return user == TokenUser
                ? new Credentials("", null, secret, program)
                : new Credentials(user, secret, null, program);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException)
        {
            throw new ReleaseRefusedException(
                $"{program} answered what is no credentials.",
                $"Log in again: {LoginLine(image)}"
            );
        }
    }
}
