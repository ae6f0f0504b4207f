using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Engine;
using Recipes.Tests.Harness;

namespace Recipes.Tests.Orion;

/// <summary>
/// A site that runs Orion: a stand-in that answers as it does, from mounted source, on a PostgreSQL in a container with a
/// volume; its archive is another Compose project. Version 4.2.0 runs.
/// </summary>
internal sealed class OrionSite : IDisposable
{
    public const string Password = "s3cret/of&the:site";
    public const string OperatorSecret = "only-the-operator-knows";

    private static readonly string[] Writers = ["orion_processor", "orion_graphql-server", "orion_auth-api"];

    private readonly DockerEngine engine;
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly int gateway = EngineParts.FreePort();
    private readonly int auth = EngineParts.FreePort();
    private readonly int metrics = EngineParts.FreePort();

    private OrionSite()
    {
        engine = DockerEngine.Shared();
        Root = Directory.CreateTempSubdirectory("orion-").FullName;
        Directory.CreateDirectory(Checkout);
        Directory.CreateDirectory(Path.Combine(Root, "archive"));
        Directory.CreateDirectory(Path.Combine(Root, "releases"));
    }

    public string Root { get; }

    public string Checkout => Path.Combine(Root, "checkout");

    /// <summary>Production's env file.</summary>
    public string Env
    {
        get => File.ReadAllText(Path.Combine(Root, ".env"));
        set => File.WriteAllText(Path.Combine(Root, ".env"), value);
    }

    /// <summary>The exports that are kept with the backups.</summary>
    public string[] Exports =>
        Directory.Exists(Path.Combine(Root, "backups", "exports"))
            ? Directory.GetFiles(Path.Combine(Root, "backups", "exports"))
            : [];

    public string? Current => new FileInfo(Path.Combine(Root, "current")).LinkTarget;

    /// <summary>Builds everything, and starts version 4.2.0 as a person would.</summary>
    public static OrionSite Start()
    {
        EngineParts.Need(EngineParts.Missing(ComposeVersion.Two));
        Requirements.NeedPostgres();
        var site = new OrionSite();
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

    public string DirectoryOf(string version) => Path.Combine(Root, "releases", version);

    public ToolRun Run(params string[] arguments) =>
        ToolRun.Start(
            Root,
            [$"--working={Root}", .. arguments],
            new Dictionary<string, string> { ["ORION_SYNC_INTERVAL"] = "200ms" }
        );

    public async Task<ToolRun> RunAsync(params string[] arguments) => await Run(arguments).EndAsync();

    /// <summary>Changes the source as developers do: committed and pushed.</summary>
    public void Change(Action<string> change)
    {
        change(Checkout);
        // A tag that was pushed stays when its release is taken back: what comes next has an entry and a version of its own.
        var changelog = Path.Combine(Checkout, "CHANGELOG.md");
        var text = File.ReadAllText(changelog);
        if (!text.Contains("# Unreleased\n\n-", StringComparison.Ordinal))
        {
            text = text.Replace("# Unreleased\n\n", "", StringComparison.Ordinal);
            File.WriteAllText(changelog, "# Unreleased\n\n- A change.\n\n" + text);
        }

        GitCommand.Run(Checkout, "add", "--all");
        GitCommand.Run(Checkout, "commit", "--quiet", "--message=A change");
        GitCommand.Run(Checkout, "push", "--quiet", "origin", "master");
    }

    /// <summary>Looks at a video; whether that was acknowledged.</summary>
    public async Task<bool> TryViewAsync(Guid view)
    {
        var answer = await TryAskAsync($"mutation {{ addVideoView(id: \"{view}\") {{ id }} }}");
        return answer?["data"]?["addVideoView"]?["id"]?.ToString() == view.ToString();
    }

    /// <summary>Whether users are told that the site is closed.</summary>
    public async Task<bool?> IsKilledAsync() =>
        (bool?)
            (await TryAskAsync("query { getKillSwitch { isKilled } }"))
                ?["data"]
                ?["getKillSwitch"]
                ?["isKilled"];

    public HashSet<Guid> Views() =>
        [
            .. Sql("select id from video_view")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(Guid.Parse),
        ];

    public string Sql(string query, string database = "squid") =>
        engine.Docker("exec", "orion_db", "psql", "-h", "/tmp", "-U", "postgres", "-Atc", query, database);

    /// <summary>The id of a container and when it was started.</summary>
    public string Find(string container) =>
        engine.Docker("inspect", "--format", "{{.Id}} {{.State.StartedAt}} {{.State.Running}}", container);

    /// <summary>The directories that the writers run from.</summary>
    public string[] Mounts() =>
        [
            .. Writers
                .Select(name =>
                    engine.Docker(
                        "inspect",
                        "--format",
                        "{{.State.Running}} {{range .Mounts}}{{.Source}}{{end}}",
                        name
                    )
                )
                .Distinct(),
        ];

    public string VolumeMadeAt() =>
        engine.Docker("volume", "inspect", "--format", "{{.CreatedAt}}", "orion_db-data");

    /// <summary>Somebody's own client, which nobody knows of, until it is disposed of.</summary>
    public void BeginClient() =>
        engine.Docker(
            "exec",
            "--detach",
            "orion_db",
            "psql",
            "-h",
            "/tmp",
            "-U",
            "postgres",
            "-c",
            "select pg_sleep(600)",
            "squid"
        );

    public void EndClient() =>
        Sql(
            "select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep(600)'",
            "postgres"
        );

    /// <summary>The journal of the newest release; empty where there is none yet.</summary>
    /// <param name="version">Its version.</param>
    public string Journal(string version = "5.0.0")
    {
        var directory = Path.Combine(Root, ".release", "journal");
        var newest = Directory.GetFiles(directory, $"*-{version}*").Max(StringComparer.Ordinal);
        return newest is null ? "" : File.ReadAllText(newest);
    }

    public void Dispose()
    {
        var ids = engine.Docker("ps", "--all", "--quiet").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        engine.TryRun("docker", ["rm", "--force", "--volumes", .. ids]);
        engine.TryRun("docker", ["network", "rm", "orion_default", "archive_default", "joystream_default"]);
        engine.TryRun("docker", ["volume", "rm", "orion_db-data", "archive_data"]);
        client.Dispose();
        Directory.Delete(Root, recursive: true);
    }

    private async Task<JsonNode?> TryAskAsync(string query)
    {
        try
        {
            using var content = new StringContent(
                new JsonObject { ["query"] = query }.ToJsonString(),
                Encoding.UTF8,
                "application/json"
            );
            using var response = await client.PostAsync(
                string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{gateway}/graphql"),
                content
            );
            return response.IsSuccessStatusCode
                ? JsonNode.Parse(await response.Content.ReadAsStringAsync())
                : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    private void BuildImages()
    {
        PostgresImage.Build(engine);
        using var context = new BuildContext();
        context.Write("npm", "#!/bin/sh\n[ \"$1\" = run ] && exec python built.py \"$2\"\n");
        context.Write(
            "Dockerfile",
            $"FROM {PythonImage.Build(engine)}\nCOPY npm /bin/npm\nRUN [\"/bin/busybox\", \"chmod\", \"755\", \"/bin/npm\"]\nENV PYTHONUNBUFFERED=1\n"
        );
        context.Build(engine, "engine-test/orion:1");
    }

    private void WriteFiles()
    {
        var source = Path.Combine(AppContext.BaseDirectory, "orion", "source");
        foreach (var name in (string[])["Makefile", "CHANGELOG.md", "docker-compose.yml", "server.py"])
        {
            File.Copy(Path.Combine(source, name), Path.Combine(Checkout, name));
        }

        var defaults = File.ReadAllText(Path.Combine(source, "env"));
        File.WriteAllText(Path.Combine(Checkout, ".env"), defaults);
        File.WriteAllText(
            Path.Combine(Checkout, "package.json"),
            "{\n  \"name\": \"orion\",\n  \"version\": \"4.2.0\"\n}\n"
        );
        File.WriteAllText(
            Path.Combine(Checkout, "package-lock.json"),
            "{\n  \"name\": \"orion\",\n  \"version\": \"4.2.0\",\n  \"lockfileVersion\": 2,\n  \"packages\": {\n    \"\": {\n      \"name\": \"orion\",\n      \"version\": \"4.2.0\"\n    }\n  }\n}\n"
        );
        // As it is found: other values, a list in quotes, a comment behind a value, and no line break at the end.
        Env = defaults
            .Replace("DB_PASS=squid", $"DB_PASS='{Password}'", StringComparison.Ordinal)
            .Replace("ORION_ENV=development", "ORION_ENV=production", StringComparison.Ordinal)
            .Replace("GQL_PORT=4350", Number("GQL_PORT", gateway), StringComparison.Ordinal)
            .Replace("AUTH_API_PORT=4074", Number("AUTH_API_PORT", auth), StringComparison.Ordinal)
            .Replace("METHEUS_PORT=3337", Number("METHEUS_PORT", metrics), StringComparison.Ordinal)
            .Replace(
                "OPERATOR_SECRET=this-is-not-so-secret-change-it",
                $"OPERATOR_SECRET={OperatorSecret}",
                StringComparison.Ordinal
            )
            .Replace("_KEY=this-is-not-so-secret-change-it", "_KEY=0xabc", StringComparison.Ordinal)
            .Replace(
                "COOKIE_SECRET=this-is-not-so-secret-change-it",
                "COOKIE_SECRET=\"c o o k i e\"",
                StringComparison.Ordinal
            )
            .TrimEnd();
        File.WriteAllText(
            Path.Combine(Root, "release.yml"),
            $$"""
            recipe: orion
            platform:
              project: orion
              host: {{engine.Host}}
            """
        );
        File.WriteAllText(
            Path.Combine(Root, "archive", "docker-compose.yml"),
            """
            services:
              archive_db:
                container_name: archive_db
                image: engine-test/busybox:1
                command: [sleep, "100000"]
                init: true
                volumes: ["data:/data"]
            volumes:
              data:
            """
        );
    }

    private static string Number(string name, int port) =>
        string.Create(CultureInfo.InvariantCulture, $"{name}={port}");

    private void MakeRepository()
    {
        GitCommand.Run(Checkout, "init", "--quiet", "--initial-branch=master");
        GitCommand.Run(Checkout, "config", "user.name", "Tester");
        GitCommand.Run(Checkout, "config", "user.email", "tester@example.org");
        GitCommand.Run(Checkout, "add", "--all");
        GitCommand.Run(Checkout, "commit", "--quiet", "--message=Orion 4.2.0");
        GitCommand.Run(Checkout, "tag", "--annotate", "--message=4.2.0", "4.2.0");
        var remote = Path.Combine(Root, "remote.git");
        GitCommand.Run(Checkout, "init", "--quiet", "--bare", "--initial-branch=master", remote);
        GitCommand.Run(Checkout, "remote", "add", "origin", remote);
        GitCommand.Run(Checkout, "push", "--quiet", "--set-upstream", "origin", "master", "4.2.0");
    }

    /// <summary>What a site does once, as the README tells it.</summary>
    private void BringUp()
    {
        engine.Docker("network", "create", "joystream_default");
        engine.Run("docker", ["compose", "-p", "archive", "up", "--detach"], Path.Combine(Root, "archive"));
        GitCommand.Run(Root, "clone", "--quiet", "--branch", "4.2.0", Checkout, DirectoryOf("4.2.0"));
        engine.Run("make", ["prepare"], DirectoryOf("4.2.0"));
        engine.Run("ln", ["-sf", "../../.env", ".env"], DirectoryOf("4.2.0"));
        engine.Run("ln", ["-s", "releases/4.2.0", "current"], Root);
        Compose("up", "--detach", "orion_db");
        for (var i = 0; i < 300; i++)
        {
            var (code, _, _) = engine.TryRun(
                "docker",
                ["exec", "orion_db", "psql", "-h", "/tmp", "-U", "postgres", "-c", "create database squid"]
            );
            if (code == 0)
            {
                break;
            }

            Thread.Sleep(200);
        }

        Compose("up", "--detach");
        for (var i = 0; !TryViewAsync(Guid.NewGuid()).GetAwaiter().GetResult(); i++)
        {
            i.ShouldBeLessThan(600, "Orion does not answer");
            Thread.Sleep(100);
        }
    }

    private void Compose(params string[] arguments) =>
        engine.Run("docker", ["compose", "-p", "orion", .. arguments], DirectoryOf("4.2.0"));
}
