using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Cake.Frosting.Release.Tests.Checks;

namespace Cake.Frosting.Release.Tests.Registries;

/// <summary>Gives out tokens that a real registry accepts, as quay.io and Docker Hub do; its certificate is its own.</summary>
internal sealed class TokenServer : IDisposable
{
    public const string Identity = "refresh-me";

    private readonly RSA key = RSA.Create(2048);
    private readonly X509Certificate2 certificate;
    private readonly Server server;

    public TokenServer()
    {
        var request = new CertificateRequest(
            "CN=tokens",
            key,
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        certificate = request.CreateSelfSigned(
            DateTimeOffset.UtcNow.AddDays(-1),
            DateTimeOffset.UtcNow.AddDays(1)
        );
        server = new Server(
            async (stream, text, stop) => await stream.WriteAsync(Encoding.UTF8.GetBytes(Answer(text)), stop)
        );
    }

    /// <summary>Whether everybody may pull.</summary>
    public bool IsOpen { get; set; }

    public List<string> Requests { get; } = [];

    public string Section(string bundle)
    {
        File.WriteAllText(bundle, certificate.ExportCertificatePem());
        return $"auth: {{ token: {{ realm: \"{server.Url}\", service: shop-registry, issuer: tokens, rootcertbundle: {bundle} }} }}";
    }

    public string Token(string repository, params string[] actions)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var head = JsonSerializer.Serialize(
            new
            {
                typ = "JWT",
                alg = "RS256",
                x5c = new[] { Convert.ToBase64String(certificate.RawData) },
            }
        );
        var claims = JsonSerializer.Serialize(
            new
            {
                iss = "tokens",
                aud = "shop-registry",
                sub = "anna",
                nbf = now - 60,
                iat = now - 60,
                exp = now + 600,
                access = new[]
                {
                    new
                    {
                        type = "repository",
                        name = repository,
                        actions,
                    },
                },
            }
        );
        var text = $"{Url(Encoding.UTF8.GetBytes(head))}.{Url(Encoding.UTF8.GetBytes(claims))}";
        var signature = key.SignData(
            Encoding.ASCII.GetBytes(text),
            HashAlgorithmName.SHA256,
            RSASignaturePadding.Pkcs1
        );
        return $"{text}.{Url(signature)}";
    }

    public void Dispose()
    {
        server.Dispose();
        certificate.Dispose();
        key.Dispose();
    }

    private static string Url(byte[] bytes) =>
        Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    private string Answer(string request)
    {
        Requests.Add(request);
        var basic = Convert.ToBase64String(
            Encoding.UTF8.GetBytes($"{RegistryServer.User}:{RegistryServer.Password}")
        );
        var may =
            IsOpen
            || request.Contains($"Authorization: Basic {basic}")
            || request.Contains($"refresh_token={Identity}");
        var body = may ? $"{{\"token\":\"{Token("team/shop", "pull")}\"}}" : "{}";
        return $"HTTP/1.1 {(may ? "200 OK" : "401 Unauthorized")}\r\nConnection: close\r\nContent-Length: {body.Length}\r\n\r\n{body}";
    }
}
