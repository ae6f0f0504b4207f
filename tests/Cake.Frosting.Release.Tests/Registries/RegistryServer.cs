using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Cake.Frosting.Release.Tests.Files;

namespace Cake.Frosting.Release.Tests.Registries;

/// <summary>
/// A real registry on a port of its own of 127.0.0.1, and pushes to it by its own API, so that no engine is needed.
/// Without docker-registry a test is skipped, and fails in CI.
/// </summary>
internal sealed class RegistryServer : IDisposable
{
    public const string User = "anna";
    public const string Password = "s3cret";

    /// <summary>The line of anna, bcrypt of the password.</summary>
    private const string Htpasswd = "anna:$2b$04$HOult7LN.wzPmviwEcVV0ubHd0jYiKuEvPQcLOXpFFe7LtoVA43HK\n";

    private const string Docker = "application/vnd.docker.distribution.manifest.v2+json";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly HttpClient Client = new();
    private readonly TemporaryDirectory directory;
    private readonly Process process;

    private RegistryServer(TemporaryDirectory directory, string auth, int port)
    {
        this.directory = directory;
        Address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}");
        directory.Write(
            "config.yml",
            $$"""
            version: 0.1
            log: { level: error, accesslog: { disabled: true } }
            storage: { filesystem: { rootdirectory: {{directory["data"]}} } }
            http: { addr: {{Address}} }
            {{auth}}
            """
        );
        process = Process.Start(
            new ProcessStartInfo("docker-registry", ["serve", directory["config.yml"]])
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            }
        )!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    public string Address { get; }

    /// <summary>How pushes say who pushes; <c>null</c> where nobody asks.</summary>
    public Func<string>? Authorization { get; set; }

    public static RegistryServer Start() => Start(_ => "");

    public static RegistryServer WithPasswords() =>
        Start(directory =>
        {
            directory.Write("htpasswd", Htpasswd);
            return $"auth: {{ htpasswd: {{ realm: shop, path: {directory["htpasswd"]} }} }}";
        });

    public static RegistryServer Start(Func<TemporaryDirectory, string> auth)
    {
        var directory = new TemporaryDirectory();
        try
        {
            var server = new RegistryServer(directory, auth(directory), FreePort());
            server.WaitUntilItListens();
            return server;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            directory.Dispose();
            const string how =
                "docker-registry is not on this machine; on Debian: apt-get install docker-registry";
            if (Environment.GetEnvironmentVariable("CI") == "true")
            {
                Assert.Fail(how);
            }

            Assert.Ignore(how);
            throw;
        }
    }

    /// <summary>Pushes an image of random layers, and returns its digest.</summary>
    public string Push(string repository, string tag, params int[] layers) =>
        PutManifest(repository, tag, Docker, Manifest(repository, Docker, layers));

    /// <summary>Pushes an image in the form of OCI.</summary>
    public string PushOci(string repository, string tag, params int[] layers)
    {
        const string type = "application/vnd.oci.image.manifest.v1+json";
        return PutManifest(repository, tag, type, Manifest(repository, type, layers));
    }

    /// <summary>Pushes a list of images.</summary>
    public string PushList(string repository, string tag, params (string Platform, int Layer)[] images)
    {
        const string type = "application/vnd.oci.image.index.v1+json";
        const string one = "application/vnd.oci.image.manifest.v1+json";
        var entries = images.Select(image =>
        {
            var manifest = Manifest(repository, one, [image.Layer]);
            var digest = PutManifest(repository, Digest(Encoding.UTF8.GetBytes(manifest)), one, manifest);
            var parts = image.Platform.Split('/');
            var variant = parts.Length > 2 ? $",\"variant\":\"{parts[2]}\"" : "";
            var platform = $"\"os\":\"{parts[0]}\",\"architecture\":\"{parts[1]}\"{variant}";
            return $"{{\"mediaType\":\"{one}\",\"digest\":\"{digest}\",\"size\":{manifest.Length},\"platform\":{{{platform}}}}}";
        });
        return PutManifest(
            repository,
            tag,
            type,
            $$"""{"schemaVersion":2,"mediaType":"{{type}}","manifests":[{{string.Join(',', entries)}}]}"""
        );
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        directory.Dispose();
    }

    private static string Digest(byte[] bytes) =>
        $"sha256:{Convert.ToHexStringLower(SHA256.HashData(bytes))}";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string Manifest(string repository, string type, int[] layers)
    {
        var config = PutBlob(repository, Encoding.UTF8.GetBytes("{}"));
        var blobs = layers.Select(length => PutBlob(repository, RandomNumberGenerator.GetBytes(length)));
        return $$"""{"schemaVersion":2,"mediaType":"{{type}}","config":{{config}},"layers":[{{string.Join(',', blobs)}}]}""";
    }

    private string PutBlob(string repository, byte[] bytes)
    {
        var begun = Send(HttpMethod.Post, new Uri($"http://{Address}/v2/{repository}/blobs/uploads/"), null);
        var upload = begun.Headers.Location!;
        Send(
            HttpMethod.Put,
            new Uri($"{upload}{(upload.Query.Length == 0 ? '?' : '&')}digest={Digest(bytes)}"),
            new ByteArrayContent(bytes)
        );
        return $$"""{"mediaType":"application/octet-stream","digest":"{{Digest(bytes)}}","size":{{bytes.Length}}}""";
    }

    private string PutManifest(string repository, string reference, string type, string manifest)
    {
        var content = new StringContent(manifest);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        Send(HttpMethod.Put, new Uri($"http://{Address}/v2/{repository}/manifests/{reference}"), content);
        return Digest(Encoding.UTF8.GetBytes(manifest));
    }

    private HttpResponseMessage Send(HttpMethod method, Uri address, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        if (Authorization is not null)
        {
            request.Headers.Authorization = AuthenticationHeaderValue.Parse(Authorization());
        }

        var response = Client.Send(request);
        response.IsSuccessStatusCode.ShouldBeTrue($"{method} {address}: {response.StatusCode}");
        return response;
    }

    private void WaitUntilItListens()
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var response = Client.Send(
                    new HttpRequestMessage(HttpMethod.Get, $"http://{Address}/v2/")
                );
                return;
            }
            catch (HttpRequestException) when (clock.Elapsed < Patience && !process.HasExited)
            {
                Thread.Sleep(20);
            }
        }
    }
}
