using System.Globalization;
using Engine;
using Recipes.Tests.Harness;
using Recipes.Tests.Stacks;

namespace Recipes.Tests.Utilitarian;

/// <summary>
/// A site that runs Utilitarian: a real Django with its compressor, PostgreSQL, a broker that keeps messages in its
/// memory, and an edge that goes on sending. Version 1.0.0 runs; the others are in the registry.
/// </summary>
internal sealed class UtilitarianSite : IDisposable
{
    public const string Password = "s3cret/of&the:site";

    private readonly DockerEngine engine;
    private readonly UtilitarianImages images;
    private readonly ComposeStack stack;
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(5) };

    private UtilitarianSite()
    {
        engine = DockerEngine.Shared();
        Root = Directory.CreateTempSubdirectory("utilitarian-").FullName;
        Port = EngineParts.FreePort();
        Directory.CreateDirectory(Deploy);
        images = new UtilitarianImages(engine);
        stack = new ComposeStack(engine, "utilitarian", Deploy);
    }

    public string Root { get; }

    public int Port { get; }

    public string ComposeFile
    {
        get => File.ReadAllText(Path.Combine(Deploy, "docker-compose.yml"));
        set => File.WriteAllText(Path.Combine(Deploy, "docker-compose.yml"), value);
    }

    private string Deploy => Path.Combine(Root, "deploy");

    /// <summary>Builds everything, and starts version 1.0.0 as a person would.</summary>
    public static UtilitarianSite Start()
    {
        EngineParts.Need(EngineParts.Missing(ComposeVersion.Two));
        Requirements.NeedPostgres();
        var site = new UtilitarianSite();
        try
        {
            site.images.Build();
            site.WriteFiles();
            site.MakeRepository();
            site.BringUp();
            return site;
        }
        catch
        {
            site.Dispose();
            throw;
        }
    }

    public async Task<ToolRun> RunAsync(params string[] arguments) =>
        await ToolRun
            .Start(
                Root,
                [$"--working={Root}", .. arguments],
                new Dictionary<string, string>
                {
                    ["UTILITARIAN_DB_PASSWORD"] = Password,
                    ["DOCKER_BUILDKIT"] = "0",
                }
            )
            .EndAsync();

    /// <summary>What the front page is; its stylesheet is in it only where it was collected and compressed.</summary>
    public async Task<string> FrontAsync()
    {
        using var request = Request(HttpMethod.Get, "");
        using var response = await client.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? body
            : string.Create(CultureInfo.InvariantCulture, $"{(int)response.StatusCode}: {body}");
    }

    /// <summary>Sends a reading until it is taken.</summary>
    public async Task<bool> TrySendAsync(Guid reading, CancellationToken cancellationToken)
    {
        try
        {
            using var request = Request(HttpMethod.Post, $"readings/{reading}/");
            using var response = await client.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    public HashSet<Guid> Readings() =>
        [
            .. Sql("select id from meters_reading")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(Guid.Parse),
        ];

    public string Sql(string query) => stack.Sql("utilitarian", query);

    /// <summary>How many messages the broker has.</summary>
    public int Messages() =>
        int.Parse(
            stack.Run("exec", "-T", "rabbitmq", "wget", "-q", "-O", "-", "http://127.0.0.1:15672/"),
            CultureInfo.InvariantCulture
        );

    /// <summary>The id of a service's container and the id of its image.</summary>
    public (string Container, string Image) Find(string service) => stack.Find(service);

    public string Image(string version) => images.Of(version);

    public string IdOf(string image) => engine.Docker("image", "inspect", "--format", "{{.ID}}", image);

    /// <summary>Removes an image of this machine; it is in the registry still.</summary>
    public void Forget(string version) => engine.TryRun("docker", ["image", "rm", Image(version)]);

    public string Journal() =>
        File.ReadAllText(
            Directory.GetFiles(Path.Combine(Root, ".release", "journal")).Max(StringComparer.Ordinal)!
        );

    public void Dispose()
    {
        stack.Dispose();
        client.Dispose();
        Directory.Delete(Root, recursive: true);
    }

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(
            method,
            string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/{path}")
        );
        request.Headers.Host = "localhost";
        return request;
    }

    /// <summary>The compose file is one as they are found: anchors, merges, comments, quotes of all kinds.</summary>
    private void WriteFiles()
    {
        var registry = engine.Registry.Address;
        ComposeFile =
            $$"""
            # Utilitarian, site of the tests.   Ask before you change anything!
            x-app: &app
              image: "{{Image("1.0.0")}}" # api, worker and beat
              environment: &env
                DATABASE_URL: 'postgres://postgres:{{Uri.EscapeDataString(
                Password
            )}}@postgres:5432/utilitarian'
              volumes: [static:/srv/static]
              depends_on: [postgres, rabbitmq]
              init: true

            services:
              postgres:
                image: {{PostgresImage.Build(engine)}}
                environment: { POSTGRES_PASSWORD: '{{Password}}' }
              rabbitmq:
                image: "{{Image("edge")}}"
                command: [python, /app/broker.py]
                init: true
              dlms-udp-server:
                image: "{{Image("edge")}}"
                command: [python, /app/edge.py]
                restart: always
                init: true
              utilitarian-api:
                <<: *app
                command: [python, -m, gunicorn, utilitarian.wsgi, --bind, "0.0.0.0:8000", --threads, "4"]
                ports: ["127.0.0.1:{{Port}}:8000"]
              utilitarian-worker:
                <<: *app
                command: [sleep, "100000"]
              utilitarian-beat:
                <<: *app
                command: [sleep, "100000"] # exactly one
              dlms-processor:
                image: {{registry}}/pwit/utilitarian-dlms-processor:v3
                init: true
              utilitarian-poster:
                image: {{registry}}/pwit/utilitarian-poster:v7
                init: true
            volumes:
              static:
            """.Replace(
                Image("edge"),
                Edge(),
                StringComparison.Ordinal
            );
        File.WriteAllText(
            Path.Combine(Root, "release.yml"),
            $$"""
            recipe: utilitarian
            platform:
              directory: deploy
              project: utilitarian
              host: {{engine.Host}}
            services:
              utilitarian-api: { image: "{{registry}}/pwit/utilitarian:v{version}" }
              utilitarian-worker: { image: "{{registry}}/pwit/utilitarian:v{version}" }
              utilitarian-beat: { image: "{{registry}}/pwit/utilitarian:v{version}" }
            databases:
              utilitarian: { user: postgres }
            git:
              directory: repository
            changelog:
              from: none
            """
        );
    }

    /// <summary>Broker and edge are of an image of their own, which no release touches.</summary>
    private string Edge()
    {
        var name = "engine-test/utilitarian-edge:1";
        engine.Docker("tag", Image("1.0.0"), name);
        return name;
    }

    private void MakeRepository()
    {
        var repository = Path.Combine(Root, "repository");
        Directory.CreateDirectory(repository);
        File.WriteAllText(Path.Combine(repository, "README.md"), "Utilitarian\n");
        new SiteRepository(repository).Begin("main", "v1.0.0");
    }

    private void BringUp()
    {
        stack.Run("up", "--detach", "postgres", "rabbitmq");
        stack.FirstSql("create database utilitarian");
        stack.Run("run", "--rm", "-T", "utilitarian-api", "python", "manage.py", "migrate", "--noinput");
        stack.Run(
            "run",
            "--rm",
            "-T",
            "utilitarian-api",
            "python",
            "manage.py",
            "collectstatic",
            "--noinput"
        );
        stack.Run("run", "--rm", "-T", "utilitarian-api", "python", "manage.py", "compress", "--force");
        stack.Run("up", "--detach");
    }
}
