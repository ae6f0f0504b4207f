using System.Globalization;
using Engine;
using Recipes.Tests.Harness;
using Recipes.Tests.Stacks;

namespace Recipes.Tests.Atmosphere;

/// <summary>
/// A site that runs Atmosphere 36-1 and Troposphere 35-9 as a person at its terminal has set them up: PostgreSQL in a
/// container, the checkout of the site's secrets beside the compose file, and a server in front that shows the
/// maintenance page.
/// </summary>
internal sealed class AtmosphereSite : IDisposable
{
    public const string Password = "s3cret/of:the%site";
    public const string Tester = "tester";

    private readonly DockerEngine engine = DockerEngine.Shared();
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly int front = EngineParts.FreePort();
    private readonly int behind = EngineParts.FreePort();

    private AtmosphereSite()
    {
        Root = Directory.CreateTempSubdirectory("atmosphere-").FullName;
        Directory.CreateDirectory(Path.Combine(Deploy, "www"));
        Images = new AtmosphereImages(engine);
        Stack = new ComposeStack(engine, "atmo", Deploy) { Files = ["docker-compose.prod.yml"] };
        Repository = new SiteRepository(Path.Combine(Root, "atmosphere"));
        Secrets = new SiteRepository(Path.Combine(Root, "atmosphere-docker-secrets"));
    }

    public string Root { get; }

    public AtmosphereImages Images { get; }

    public ComposeStack Stack { get; }

    /// <summary>Atmosphere's own repository.</summary>
    public SiteRepository Repository { get; }

    public SiteRepository Secrets { get; }

    public string ComposeFile => File.ReadAllText(Path.Combine(Deploy, "docker-compose.prod.yml"));

    public string Changelog => File.ReadAllText(Path.Combine(Root, "atmosphere", "CHANGELOG.md"));

    public bool HasPage => File.Exists(Path.Combine(Deploy, "www", "maintenance.html"));

    private string Deploy => Path.Combine(Root, "atmosphere-docker");

    public static AtmosphereSite Start()
    {
        EngineParts.Need(EngineParts.Missing(ComposeVersion.Two));
        Requirements.NeedPostgres();
        var site = new AtmosphereSite();
        try
        {
            site.Images.Build();
            site.WriteFiles();
            site.BringUp();
            return site;
        }
        catch
        {
            site.Dispose();
            throw;
        }
    }

    public ToolRun Begin(IEnumerable<string> arguments, string? troposphere = null, string? commit = null) =>
        ToolRun.Start(
            Root,
            [$"--working={Root}", .. arguments],
            new Dictionary<string, string>
            {
                ["ATMOSPHERE_DB_PASSWORD"] = Password,
                ["ATMOSPHERE_URL"] = Address(behind, "").TrimEnd('/'),
                ["ATMOSPHERE_PAGE"] = Path.Combine(Deploy, "www", "maintenance.html"),
                ["ATMOSPHERE_SITE"] = "production",
                ["ATMOSPHERE_CHECKOUT"] = "atmosphere",
                ["ATMOSPHERE_SECRETS"] = "atmosphere-docker-secrets",
                ["TROPOSPHERE_IMAGE"] = troposphere is null ? "" : Images.Troposphere(troposphere),
                ["ATMO_PROD_URL"] = AddressOf("atmo_prod"),
                ["TROPOSPHERE_URL"] = AddressOf("troposphere"),
                ["TROPOSPHERE_COMMIT"] = commit ?? "",
                ["DOCKER_BUILDKIT"] = "0",
            }
        );

    public async Task<ToolRun> RunAsync(
        IEnumerable<string> arguments,
        string? troposphere = null,
        string? commit = null
    ) => await Begin(arguments, troposphere, commit).EndAsync();

    /// <summary>The address of a database, as a site has it whose PostgreSQL runs on the host.</summary>
    public string AddressOf(string database) =>
        $"postgres://atmo_app:{Uri.EscapeDataString(Password)}@{engine.Docker("inspect", "--format", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", Stack.Find("postgres").Container)}:5432/{database}";

    /// <summary>An entry of the changelog, as a developer commits and pushes it.</summary>
    public void Note(string entry)
    {
        var file = Path.Combine(Root, "atmosphere", "CHANGELOG.md");
        File.WriteAllText(
            file,
            Changelog.Replace(
                "...HEAD) - YYYY-MM-DD\n",
                $"...HEAD) - YYYY-MM-DD\n### Changed\n  - {entry}\n",
                StringComparison.Ordinal
            )
        );
        Repository.Git("commit", "--quiet", "--all", $"--message={entry}");
        Repository.Git("push", "--quiet", "origin", "master");
    }

    /// <summary>Sends a row of Atmosphere's, through the server in front.</summary>
    public Task<bool> TryLaunchAsync(Guid instance) => TryPostAsync($"api/v2/instances/{instance}");

    /// <summary>Sends a row of Troposphere's, through the server in front.</summary>
    public Task<bool> TryAskAsync(Guid request) => TryPostAsync($"tropo-api/requests/{request}");

    /// <summary>The status and the body that a path answers with; 0 where nobody does.</summary>
    public async Task<(int Status, string Body)> GetAsync(string path, bool past = false, string user = "")
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Address(past ? behind : front, path));
            request.Headers.Add("X-User", user);
            using var response = await client.SendAsync(request);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return (0, exception.Message);
        }
    }

    public HashSet<Guid> Instances() => Rows("atmo_prod", "core_instance");

    public HashSet<Guid> Requests() => Rows("troposphere", "api_request");

    /// <summary>The titles of the records that keep users out of an application.</summary>
    public string[] ActiveRecords(string database) =>
        Stack
            .Sql(
                database,
                $"select title from {Table(database)} where end_date is null and start_date <= now() order by title"
            )
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public static string Table(string database) =>
        database == "troposphere" ? "api_maintenancerecord" : "core_maintenancerecord";

    public string Journal() =>
        Directory.Exists(Path.Combine(Root, ".release", "journal"))
            ? Read(Directory.GetFiles(Path.Combine(Root, ".release", "journal")).Max(StringComparer.Ordinal)!)
            : "";

    public string Report() =>
        File.ReadAllText(Path.Combine(Root, ".release", "reports", "latest", "report.json"));

    public void Dispose()
    {
        Stack.Dispose();
        client.Dispose();
        Directory.Delete(Root, recursive: true);
    }

    private HashSet<Guid> Rows(string database, string table) =>
        [
            .. Stack
                .Sql(database, $"select id from {table}")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(Guid.Parse),
        ];

    private async Task<bool> TryPostAsync(string path)
    {
        try
        {
            using var response = await client.PostAsync(new Uri(Address(front, path)), null);
            return response.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    private static string Address(int port, string path) =>
        string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/{path}");

    private static string Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private void WriteFiles()
    {
        var secrets = Path.Combine(Root, "atmosphere-docker-secrets");
        AtmosphereFiles.WriteSettings(secrets, "atmosphere", "atmo_prod", "[]");
        AtmosphereFiles.WriteSettings(secrets, "troposphere", "troposphere", "[]");
        Secrets.Begin("production");
        var repository = Path.Combine(Root, "atmosphere");
        Directory.CreateDirectory(repository);
        File.WriteAllText(Path.Combine(repository, "CHANGELOG.md"), AtmosphereFiles.Changelog);
        Repository.Begin("master", "v36-1");
        File.WriteAllText(
            Path.Combine(Deploy, "docker-compose.prod.yml"),
            AtmosphereFiles.Compose(Images, PostgresImage.Build(engine), front, behind)
        );
        File.WriteAllText(Path.Combine(Root, "release.yml"), AtmosphereFiles.Release(engine));
    }

    private void BringUp()
    {
        Stack.Run("up", "--detach", "postgres");
        Stack.FirstSql($"create role atmo_app superuser login password '{Password}'");
        Stack.FirstSql("create database atmo_prod owner atmo_app");
        Stack.FirstSql("create database troposphere owner atmo_app");
        Stack.Run("up", "--detach");
        for (var i = 0; i < 300; i++)
        {
            if (
                GetAsync("api/v2/version").Result.Status == 200
                && GetAsync("tropo-api/version").Result.Status == 200
            )
            {
                return;
            }

            Thread.Sleep(200);
        }

        Assert.Fail(
            $"Version 36-1 does not come up:\n{Stack.Run("logs", "atmosphere", "troposphere", "front")}"
        );
    }
}
