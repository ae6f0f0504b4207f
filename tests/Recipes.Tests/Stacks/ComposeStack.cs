using System.Globalization;
using Engine;

namespace Recipes.Tests.Stacks;

/// <summary>A project of Compose v2 on the tests' own engine, as a person at a terminal handles it.</summary>
internal sealed class ComposeStack(DockerEngine engine, string project, string directory) : IDisposable
{
    /// <summary>The files, where Compose would not find them by itself.</summary>
    public string[] Files { get; init; } = [];

    public string Run(params string[] arguments) => engine.Run("docker", Words(arguments), directory);

    /// <summary>A query in a database of the service postgres, as its superuser.</summary>
    public string Sql(string database, string query) => Run([.. Psql, "-Atc", query, database]);

    /// <summary>Waits until PostgreSQL takes a statement; it is executed once.</summary>
    public void FirstSql(string query)
    {
        for (var i = 0; i < 300; i++)
        {
            if (engine.TryRun("docker", Words([.. Psql, "-c", query]), directory).Code == 0)
            {
                return;
            }

            Thread.Sleep(200);
        }

        Assert.Fail($"PostgreSQL does not come up:\n{Run("logs", "postgres")}");
    }

    /// <summary>The id of a service's container and the id of its image.</summary>
    public (string Container, string Image) Find(string service)
    {
        var id = engine.Docker([
            "ps",
            "--all",
            "--quiet",
            "--no-trunc",
            .. Filter("project", project),
            .. Filter("oneoff", "False"),
            .. Filter("service", service),
        ]);
        return (id, engine.Docker("inspect", "--format", "{{.Image}}", id));
    }

    /// <summary>The images with a label, by name.</summary>
    public string[] ImagesWith(string label) =>
        engine
            .Docker("image", "ls", "--filter", $"label={label}", "--format", "{{.Repository}}:{{.Tag}}")
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public void Dispose()
    {
        var ids = engine.Docker(["ps", "--all", "--quiet", .. Filter("project", project)]);
        engine.TryRun("docker", ["rm", "--force", "--volumes", .. Lines(ids)]);
        var networks = engine.Docker(["network", "ls", "--quiet", .. Filter("project", project)]);
        engine.TryRun("docker", ["network", "rm", .. Lines(networks)]);
        var volumes = engine.Docker(["volume", "ls", "--quiet", .. Filter("project", project)]);
        engine.TryRun("docker", ["volume", "rm", .. Lines(volumes)]);
    }

    private static string[] Psql => ["exec", "-T", "postgres", "psql", "-h", "/tmp", "-U", "postgres"];

    private string[] Words(string[] arguments) =>
        ["compose", "-p", project, .. Files.SelectMany(file => (string[])["-f", file]), .. arguments];

    private static string[] Filter(string label, string value) =>
        [
            "--filter",
            string.Create(CultureInfo.InvariantCulture, $"label=com.docker.compose.{label}={value}"),
        ];

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
