using System.Net;
using System.Net.Http.Headers;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Registries;

/// <summary>Asks the registry of one image over its HTTP API. It changes nothing there.</summary>
/// <param name="client">Sends the requests.</param>
/// <param name="image">The image.</param>
/// <param name="options">How registries are asked.</param>
/// <param name="context">Runs credential helpers.</param>
internal sealed class RegistryClient(
    HttpClient client,
    ImageName image,
    RegistryOptions options,
    StepContext context
)
{
    private readonly DockerCredentials docker = DockerCredentials.OfUser(options);
    private readonly TokenClient tokens = new(client, image, DockerCredentials.OfUser(options).File);
    private Uri? root;
    private AuthenticationHeaderValue? authorization;

    /// <summary>Who was asked for; <c>null</c> where nobody was, or there are no credentials.</summary>
    public Credentials? Credentials { get; private set; }

    /// <summary>Docker's file of credentials, for messages.</summary>
    public string CredentialsFile => docker.File;

    /// <summary>Sends a request, with credentials where the registry wants them.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path behind <c>/v2/REPOSITORY/</c>.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="ReleaseRefusedException">The registry does not answer.</exception>
    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method,
        string path,
        CancellationToken cancellationToken
    )
    {
        root ??= await FindRootAsync(cancellationToken).ConfigureAwait(false);
        var response = await TrySendAsync(method, path, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
        {
            return response;
        }

        // A token may have run out while an image was waited for.
        if (Challenge.Of(response.Headers) is not { } challenge)
        {
            return response;
        }

        Credentials ??= await docker.FindAsync(image, context, cancellationToken).ConfigureAwait(false);
        if (!await AuthorizeAsync(challenge, cancellationToken).ConfigureAwait(false))
        {
            return response;
        }

        response.Dispose();
        return await TrySendAsync(method, path, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// The engine asks a registry of this machine, and those it is told so of, without encryption where they have none.
    /// </summary>
    private bool MayBePlain
    {
        get
        {
            var host = image.Host.Split(':')[0];
            return host == "localhost"
                || image.Host.StartsWith("[::1]", StringComparison.Ordinal)
                || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address))
                || options.Insecure.Contains(image.Registry)
                || options.Insecure.Contains(host);
        }
    }

    private async Task<Uri> FindRootAsync(CancellationToken cancellationToken)
    {
        var secure = new Uri($"https://{image.Host}/v2/");
        try
        {
            using var response = await AskAsync(secure, cancellationToken).ConfigureAwait(false);
            return secure;
        }
        catch (Exception exception) when (IsNoAnswer(exception, cancellationToken))
        {
            if (MayBePlain)
            {
                var plain = new Uri($"http://{image.Host}/v2/");
                try
                {
                    using var response = await AskAsync(plain, cancellationToken).ConfigureAwait(false);
                    return plain;
                }
                catch (HttpRequestException second)
                {
                    throw RegistryErrors.NoAnswer(image, second);
                }
            }

            throw RegistryErrors.NoAnswer(image, exception);
        }
    }

    private Task<HttpResponseMessage> AskAsync(Uri address, CancellationToken cancellationToken) =>
        client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    private async Task<HttpResponseMessage> TrySendAsync(
        HttpMethod method,
        string path,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(root!, $"{image.Repository}/{path}"));
        foreach (var type in ManifestReader.Types)
        {
            request.Headers.Accept.ParseAdd(type);
        }

        request.Headers.Authorization = authorization;
        try
        {
            return await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsNoAnswer(exception, cancellationToken))
        {
            throw RegistryErrors.NoAnswer(image, exception);
        }
    }

    /// <summary>Whether nobody answered, or not in the client's time.</summary>
    internal static bool IsNoAnswer(Exception exception, CancellationToken cancellationToken) =>
        exception is HttpRequestException
        || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private async Task<bool> AuthorizeAsync(Challenge challenge, CancellationToken cancellationToken)
    {
        if (challenge.Is("Basic"))
        {
            if (Credentials?.Password is null || authorization is not null)
            {
                return false;
            }

            authorization = AuthenticationHeaderValue.Parse(Credentials.Basic);
            return true;
        }

        var token = await tokens
            .AskAsync(challenge, Credentials, root!.Scheme == Uri.UriSchemeHttps, cancellationToken)
            .ConfigureAwait(false);
        authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token.Reveal());
        return token is not null;
    }
}
