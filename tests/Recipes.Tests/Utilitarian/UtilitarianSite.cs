using System.Globalization;
using System.Text;
using Engine;
using Recipes.Tests.Harness;

namespace Recipes.Tests.Utilitarian;

/// <summary>
/// A site that runs Utilitarian: a real Django with its compressor, PostgreSQL, a broker that keeps messages in its
/// memory, and an edge that goes on sending. Version 1.0.0 runs; the others are in the registry.
/// </summary>
internal sealed class UtilitarianSite : IDisposable
{
    public const string Password = "s3cret/of&the:site";

    private readonly DockerEngine engine;
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(5) };

    private UtilitarianSite()
    {
        engine = DockerEngine.Shared();
        Root = Directory.CreateTempSubdirectory("utilitarian-").FullName;
        Port = EngineParts.FreePort();
        Directory.CreateDirectory(Deploy);
        Directory.CreateDirectory(Repository);
    }

    public string Root { get; }

    public int Port { get; }

    public string ComposeFile
    {
        get => File.ReadAllText(Path.Combine(Deploy, "docker-compose.yml"));
        set => File.WriteAllText(Path.Combine(Deploy, "docker-compose.yml"), value);
    }

    private string Deploy => Path.Combine(Root, "deploy");

    private string Repository => Path.Combine(Root, "repository");

    /// <summary>Builds everything, and starts version 1.0.0 as a person would.</summary>
    public static UtilitarianSite Start()
    {
        EngineParts.Need(EngineParts.Missing(ComposeVersion.Two));
        Requirements.NeedPostgres();
        var site = new UtilitarianSite();
        try
        {
            site.BuildImages();
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

    public string Sql(string query) =>
        Compose(
            "exec",
            "-T",
            "postgres",
            "psql",
            "-h",
            "/tmp",
            "-U",
            "postgres",
            "-Atc",
            query,
            "utilitarian"
        );

    /// <summary>How many messages the broker has.</summary>
    public int Messages() =>
        int.Parse(
            Compose("exec", "-T", "rabbitmq", "wget", "-q", "-O", "-", "http://127.0.0.1:15672/"),
            CultureInfo.InvariantCulture
        );

    /// <summary>The id of a service's container and the id of its image.</summary>
    public (string Container, string Image) Find(string service)
    {
        var id = engine.Docker(
            "ps",
            "--all",
            "--quiet",
            "--no-trunc",
            "--filter",
            "label=com.docker.compose.project=utilitarian",
            "--filter",
            "label=com.docker.compose.oneoff=False",
            "--filter",
            $"label=com.docker.compose.service={service}"
        );
        return (id, engine.Docker("inspect", "--format", "{{.Image}}", id));
    }

    public string Image(string version) => $"{engine.Registry.Address}/pwit/utilitarian:v{version}";

    public string IdOf(string image) => engine.Docker("image", "inspect", "--format", "{{.ID}}", image);

    /// <summary>Removes an image of this machine; it is in the registry still.</summary>
    public void Forget(string version) => engine.TryRun("docker", ["image", "rm", Image(version)]);

    public string Journal() =>
        File.ReadAllText(
            Directory.GetFiles(Path.Combine(Root, ".release", "journal")).Max(StringComparer.Ordinal)!
        );

    public void Dispose()
    {
        var ids = engine.Docker("ps", "--all", "--quiet").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        engine.TryRun("docker", ["rm", "--force", "--volumes", .. ids]);
        engine.TryRun("docker", ["network", "rm", "utilitarian_default"]);
        engine.TryRun("docker", ["volume", "rm", "utilitarian_static"]);
        client.Dispose();
        Directory.Delete(Root, recursive: true);
    }

    private string Compose(params string[] arguments) =>
        engine.Run("docker", ["compose", "-p", "utilitarian", .. arguments], Deploy);

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(
            method,
            string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}/{path}")
        );
        request.Headers.Host = "localhost";
        return request;
    }

    private void BuildImages()
    {
        PostgresImage.Build(engine);
        var registry = engine.Registry.Address;
        Images.Script(engine, $"{registry}/pwit/utilitarian-dlms-processor:v3", "exec sleep 100000");
        Images.Script(engine, $"{registry}/pwit/utilitarian-poster:v7", "exec sleep 100000");
        Build("1.0.0", _ => { });
        Build("1.3.0", Unit);
        Build(
            "1.1.0",
            root =>
                Unit(
                    root,
                    "if schema.connection.settings_dict['NAME'] == 'utilitarian': raise Exception('only here it fails')"
                )
        );
        Build(
            "1.2.0",
            root =>
                Replace(
                    root,
                    "meters/views.py",
                    "def front(request):",
                    "def front(request):\n    raise Exception('no front page')\n\n\ndef unused(request):"
                )
        );
    }

    /// <summary>An image of a version; every version has a stylesheet of its own.</summary>
    private void Build(string version, Action<string> change)
    {
        using var context = new BuildContext();
        var root = Path.Combine(context.Path, "app");
        var source = Path.Combine(AppContext.BaseDirectory, "utilitarian", "app");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(root, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        File.AppendAllText(
            Path.Combine(root, "static", "front.css"),
            $"/* {version} */ p {{ width: {version.Length}px; }}\n"
        );
        change(root);
        context.Write(
            "Dockerfile",
            $"FROM {PythonImage.Build(engine)}\nCOPY app/ /app/\nWORKDIR /app\nENV VERSION={version} DJANGO_SETTINGS_MODULE=utilitarian.settings\n"
        );
        context.Build(engine, Image(version));
        engine.Docker("push", "--quiet", Image(version));
    }

    /// <summary>A migration that adds a column with a default, which the old version can live with.</summary>
    private static void Unit(string root) => Unit(root, "pass");

    private static void Unit(string root, string also)
    {
        File.WriteAllText(
            Path.Combine(root, "meters/migrations/0002_unit.py"),
            $"""
            from django.db import migrations, models


            def also(apps, schema):
                {also}


            class Migration(migrations.Migration):
                dependencies = [("meters", "0001_initial")]
                operations = [
                    migrations.RunSQL("alter table meters_reading add column unit text not null default 'kWh'"),
                    migrations.RunPython(also),
                ]

            """
        );
    }

    private static void Replace(string root, string file, string old, string replacement)
    {
        var path = Path.Combine(root, file);
        var text = File.ReadAllText(path);
        text.ShouldContain(old);
        File.WriteAllText(path, text.Replace(old, replacement, StringComparison.Ordinal));
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
        File.WriteAllText(Path.Combine(Repository, "README.md"), "Utilitarian\n");
        GitCommand.Run(Repository, "init", "--quiet", "--initial-branch=main");
        GitCommand.Run(Repository, "config", "user.name", "Tester");
        GitCommand.Run(Repository, "config", "user.email", "tester@example.org");
        GitCommand.Run(Repository, "add", "--all");
        GitCommand.Run(Repository, "commit", "--quiet", "--message=Utilitarian");
        GitCommand.Run(Repository, "tag", "--annotate", "--message=1.0.0", "v1.0.0");
        var remote = Path.Combine(Root, "remote.git");
        GitCommand.Run(Repository, "init", "--quiet", "--bare", "--initial-branch=main", remote);
        GitCommand.Run(Repository, "remote", "add", "origin", remote);
        GitCommand.Run(Repository, "push", "--quiet", "origin", "main", "v1.0.0");
    }

    private void BringUp()
    {
        Compose("up", "--detach", "postgres", "rabbitmq");
        var ready = new StringBuilder();
        for (var i = 0; i < 300 && ready.Length == 0; i++)
        {
            var (code, _, _) = engine.TryRun(
                "docker",
                [
                    "compose",
                    "-p",
                    "utilitarian",
                    "exec",
                    "-T",
                    "postgres",
                    "psql",
                    "-h",
                    "/tmp",
                    "-U",
                    "postgres",
                    "-c",
                    "create database utilitarian",
                ],
                Deploy
            );
            ready.Append(code == 0 ? "yes" : "");
            Thread.Sleep(code == 0 ? 0 : 200);
        }

        Compose("run", "--rm", "-T", "utilitarian-api", "python", "manage.py", "migrate", "--noinput");
        Compose("run", "--rm", "-T", "utilitarian-api", "python", "manage.py", "collectstatic", "--noinput");
        Compose("run", "--rm", "-T", "utilitarian-api", "python", "manage.py", "compress", "--force");
        Compose("up", "--detach");
    }
}
