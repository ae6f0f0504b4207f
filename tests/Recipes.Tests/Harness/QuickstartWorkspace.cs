using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;

namespace Recipes.Tests.Harness;

/// <summary>A quickstart in a directory of its own, with a real cluster, git remote and shop; torn down at the end.</summary>
internal sealed class QuickstartWorkspace : IAsyncDisposable
{
    public QuickstartWorkspace()
    {
        Requirements.NeedPostgres();
        Directory.CreateDirectory(Root);
        // Clusters run as another user, who has to get through to them.
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(Root, (UnixFileMode)0b111_101_101);
        }
    }

    public string Root { get; } = Path.Combine(Path.GetTempPath(), $"quickstart-{Guid.NewGuid():N}");

    public string Workspace => Path.Combine(Root, ".quickstart");

    public string Repository => Path.Combine(Workspace, "repository");

    public string State => Path.Combine(Workspace, ".release");

    /// <summary>While this file is there the shop takes no orders.</summary>
    public string Maintenance => Path.Combine(Workspace, "maintenance");

    public string Password => File.ReadAllText(Path.Combine(Workspace, "password"));

    /// <summary>Releases the next version, which must go live.</summary>
    public async Task ReleaseAsync()
    {
        using var run = await RunAsync("--target=Release");
        run.ExitCode.ShouldBe(0, run.Output);
    }

    public ToolRun Start(params string[] arguments) => ToolRun.Start(Root, arguments);

    public async Task<ToolRun> RunAsync(params string[] arguments) => await Start(arguments).EndAsync();

    /// <summary>The newest report.</summary>
    public JsonElement Report() =>
        JsonDocument
            .Parse(File.ReadAllText(Path.Combine(State, "reports", "latest", "report.json")))
            .RootElement;

    /// <summary>The lines of the newest journal.</summary>
    public string Journal() => JournalFile() is { } newest ? Journal(newest) : "";

    /// <summary>A journal as it is now.</summary>
    public string Journal(string file) => ReadShared(file);

    /// <summary>The newest journal.</summary>
    public string? JournalFile() =>
        Directory.Exists(Path.Combine(State, "journal"))
            ? Directory.EnumerateFiles(Path.Combine(State, "journal")).Max(StringComparer.Ordinal)
            : null;

    public int JournalCount() =>
        Directory.Exists(Path.Combine(State, "journal"))
            ? Directory.EnumerateFiles(Path.Combine(State, "journal")).Count()
            : 0;

    public string Git(params string[] arguments) => GitCommand.Run(Repository, arguments);

    /// <summary>Commits a file as a developer would, with an entry in the changelog, and pushes it.</summary>
    public void CommitFile(string path, string text)
    {
        var changelog = Path.Combine(Repository, "CHANGELOG.md");
        var entries = File.ReadAllText(changelog);
        if (!entries.Contains("## [Unreleased]\n\n### ", StringComparison.Ordinal))
        {
            entries = entries.Replace(
                "## [Unreleased]\n",
                "## [Unreleased]\n\n### Added\n",
                StringComparison.Ordinal
            );
        }

        File.WriteAllText(
            changelog,
            entries.Replace("### Added\n", $"### Added\n\n- {path}\n", StringComparison.Ordinal)
        );
        File.WriteAllText(Path.Combine(Repository, path), text);
        Git("add", "--all");
        Git("commit", "--quiet", $"--message=change {path}");
        Git("push", "--quiet", "origin", "main");
    }

    public int Port(string name)
    {
        var ports = File.ReadAllText(Path.Combine(Workspace, "ports")).Split(' ');
        return int.Parse(ports[name == "web" ? 0 : 1]);
    }

    public async Task<string> ServedVersionAsync()
    {
        using var client = new HttpClient();
        return await client.GetStringAsync($"http://127.0.0.1:{Port("web")}/version");
    }

    /// <summary>Orders as a customer does; the shop must take it.</summary>
    /// <returns>The id of the order.</returns>
    public async Task<Guid> OrderAsync()
    {
        var id = Guid.CreateVersion7();
        using var client = new HttpClient();
        using var answer = await client.PostAsJsonAsync(
            $"http://127.0.0.1:{Port("web")}/orders",
            new
            {
                id,
                customer = "one of the tests",
                amount = 12.34m,
            }
        );
        answer.EnsureSuccessStatusCode();
        return id;
    }

    public async Task<T> QueryAsync<T>(string sql, string database = "shop")
    {
        await using var source = NpgsqlDataSource.Create(
            $"Host=127.0.0.1;Port={Port("database")};Database={database};Username=quickstart;Password={Password};Pooling=false"
        );
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Executes a statement beside the shop's database.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(
            $"Host=127.0.0.1;Port={Port("database")};Database=postgres;Username=quickstart;Password={Password};Pooling=false"
        );
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        (await RunAsync("--target=Teardown")).Dispose();
        Directory.Delete(Root, recursive: true);
    }

    private static string ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
