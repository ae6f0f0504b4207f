using System.Globalization;
using Cake.Frosting.Release.Journal;
using Engine;
using Faults.Bench;

namespace Faults.Stack;

/// <summary>
/// A shop on Docker Compose, with its database in a container, migrations and static files by one-off containers, and
/// an engine and a registry of the suite's own.
/// </summary>
internal sealed class ComposeBench : IFaultBench
{
    private const string Database = "shop";
    private const string First = "1.0.0";
    private const string Described = "{{.ID}} {{.Image}} {{.Command}} {{.Status}}";

    private static readonly string[] Unfinished = [".partial", ".tmp", ".next", ".new", ".lock"];
    private static int count;

    private readonly string program;
    private readonly string root;
    private readonly StackOptions options;
    private readonly DockerEngine engine = DockerEngine.Shared();
    private readonly StackFiles files;
    private readonly StackImages images;
    private readonly HttpClient client;
    private int change;

    /// <param name="program">The built build script.</param>
    /// <param name="root">A directory that does not exist yet.</param>
    /// <param name="options">How it is reached and released; <c>null</c> for as most people do it.</param>
    public ComposeBench(string program, string root, StackOptions? options = null)
    {
        this.options = options ?? new StackOptions();
        this.program = program;
        this.root = root;
        var project = string.Create(
            CultureInfo.InvariantCulture,
            $"faults{Environment.ProcessId}x{Interlocked.Increment(ref count)}"
        );
        var web = $"{engine.Registry.Address}/{project}/web";
        files = new StackFiles(project, web, EngineParts.FreePort(), EngineParts.FreePort(), Secret);
        images = new StackImages(engine, web);
        client = new HttpClient
        {
            BaseAddress = new Uri(FormattableString.Invariant($"http://127.0.0.1:{files.WebPort}")),
            Timeout = TimeSpan.FromSeconds(5),
        };
        Server = new Server(files.DatabasePort, "postgres", () => Secret);
        Repository = new Repository(Path.Combine(root, "repository"), Path.Combine(root, "origin.git"));
        Shims = new Shims(Path.Combine(root, "shims"), root);
        Writer = new Writer(client.BaseAddress);
    }

    public string Name => "compose";

    public string JournalDirectory => Path.Combine(root, ".release", "journal");

    public JournalStore Journals => new(JournalDirectory);

    public string LockFile => Path.Combine(root, ".release", "lock");

    public string Secret => "s3cret/of&the:shop";

    public Server Server { get; }

    public bool CanGoBackFromLive => false;

    public Repository Repository { get; }

    public Shims Shims { get; }

    public IReadOnlyList<SmallDisk> Disks => [];

    public Writer Writer { get; }

    private string Deploy => Path.Combine(root, "deploy");

    private string Verdict => Path.Combine(root, "verdict");

    private string Version => string.Create(CultureInfo.InvariantCulture, $"1.{change}.0");

    public async Task SetUpAsync()
    {
        Directory.CreateDirectory(Path.Combine(Deploy, "state"));
        await File.WriteAllTextAsync(
            Path.Combine(Deploy, "docker-compose.yml"),
            files.Compose(PostgresImage.Build(engine), First)
        );
        images.Build(First);
        engine.Docker("pull", "--quiet", images.Of(First));
        await StackRepository.MakeAsync(Repository, Path.Combine(root, "origin.git"), First);
        Shims.Install(null);
        LetVerifyPass(true);
        await BringUpAsync();
        await File.WriteAllTextAsync(
            Path.Combine(root, "release.yml"),
            files.Release(
                root,
                options.Platform ?? $"host: {engine.Host}",
                options.Database?.Replace("{address}", AddressOfDatabase(), StringComparison.Ordinal)
                    ?? "service: db",
                Verdict
            )
        );
        Writer.Begin();
        MakeChange();
        using var release = Start("Release");
        await release.EndAsync();
        if (release.ExitCode != 0)
        {
            throw new InvalidOperationException($"The stack could not be set up:\n{release.Output}");
        }
    }

    public void MakeChange()
    {
        change++;
        StackRepository.Change(Repository, change);
        images.Build(Version);
    }

    public void LetVerifyPass(bool pass)
    {
        if (pass)
        {
            File.WriteAllText(Verdict, "");
        }
        else
        {
            File.Delete(Verdict);
        }
    }

    public ToolProcess Start(string target, IReadOnlyDictionary<string, string>? environment = null)
    {
        var all = new Dictionary<string, string>(environment ?? new Dictionary<string, string>())
        {
            [ToolProcess.Mark] = root,
            ["PATH"] = string.Join(
                ':',
                (
                    (string?[])[Shims.Bin, options.Programs, Environment.GetEnvironmentVariable("PATH")]
                ).OfType<string>()
            ),
            ["SHOP_PASSWORD"] = Secret,
        };
        foreach (var (name, value) in options.Environment)
        {
            all[name] = value;
        }

        string[] version = target is "Release" or "Rehearse" ? [$"--version={Version}"] : [];
        return ToolProcess.Start(program, target, root, [$"--working={root}", .. version], all);
    }

    public async Task<string?> ServedVersionAsync()
    {
        try
        {
            // The static files are those of the version, and its schema fits.
            using var healthy = await client.GetAsync("/health");
            return healthy.IsSuccessStatusCode ? await client.GetStringAsync("/version") : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    /// <summary>They are the engine's, and none of the tool's.</summary>
    public IReadOnlySet<int> ServiceProcesses() => new HashSet<int>();

    public IReadOnlyList<int> LeftProcesses() => ProcessTable.With(ToolProcess.Mark, root);

    public IReadOnlyList<string> LeftContainers() =>
        [
            // Those beside the database are not of the project, as Compose sees it.
            .. List(Described, $"label=cake.frosting.release={files.Project}"),
            .. Containers("label=com.docker.compose.oneoff=True", Described),
        ];

    public IEnumerable<string> UnfinishedFiles() =>
        new[] { "deploy", "backups", ".release", "repository" }
            .Select(name => Path.Combine(root, name))
            .Where(Directory.Exists)
            .SelectMany(directory =>
                Directory.EnumerateFileSystemEntries(directory, "*", SearchOption.AllDirectories)
            )
            .Where(path => Unfinished.Contains(Path.GetExtension(path)));

    public async Task RebootAsync()
    {
        for (var round = 0; round < 2; round++)
        {
            await ProcessTable.KillAsync(ProcessTable.With(ToolProcess.Mark, root));
            foreach (var id in Containers("status=running", "{{.ID}}"))
            {
                engine.TryRun("docker", ["kill", id]);
            }
        }

        await BringUpAsync("db");
    }

    public Task TidyAsync() => Server.TidyAsync(Database, Writer);

    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        await ProcessTable.KillAsync(ProcessTable.With(ToolProcess.Mark, root));
        foreach (var id in Containers("status=running", "{{.ID}}").Concat(LeftContainers()))
        {
            engine.TryRun("docker", ["rm", "--force", id.Split(' ')[0]]);
        }

        TryCompose("down", "--volumes", "--timeout", "1");
        client.Dispose();
        if (Directory.Exists(root))
        {
            Directory.Delete(root, recursive: true);
        }
    }

    /// <summary>Starts what is named as a person would, and makes the database where it is missing.</summary>
    private async Task BringUpAsync(params string[] services)
    {
        Compose("up", "--detach", "db");
        while (TryCompose("exec", "-T", "db", "pg_isready", "-h", "/tmp").Code != 0)
        {
            await Task.Delay(200);
        }

        if (services.Length > 0)
        {
            return;
        }

        await Server.ExecuteAsync("postgres", $"create database {Database}");
        await Server.ExecuteAsync(
            Database,
            "create table orders (id uuid primary key default gen_random_uuid(), customer text, amount numeric);"
                + "insert into orders (customer, amount) select 'somebody', n from generate_series(1, 30000) n"
        );
        foreach (var verb in (string[])["migrate", "collect"])
        {
            Compose("run", "--rm", "-T", "--no-deps", "web", "python", "/app/app.py", verb);
        }

        Compose("up", "--detach");
        while (await ServedVersionAsync() is null)
        {
            await Task.Delay(200);
        }
    }

    /// <summary>The container's own, which this machine and other containers reach alike.</summary>
    private string AddressOfDatabase() =>
        engine.Docker(
            "inspect",
            "--format",
            "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}",
            Containers("label=com.docker.compose.service=db", "{{.ID}}").Single()
        );

    private void Compose(params string[] arguments)
    {
        var (code, output, error) = TryCompose(arguments);
        if (code != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', arguments)} failed: {error}{output}");
        }
    }

    private (int Code, string Output, string Error) TryCompose(params string[] arguments) =>
        engine.TryRun(
            options.Compose[0],
            [.. options.Compose.Skip(1), "-p", files.Project, .. arguments],
            Deploy
        );

    private string[] Containers(string filter, string format) =>
        List(format, $"label=com.docker.compose.project={files.Project}", filter);

    private string[] List(string format, params string[] filters) =>
        engine
            .Docker([
                "ps",
                "--all",
                "--no-trunc",
                "--format",
                format,
                .. filters.SelectMany(filter => (string[])["--filter", filter]),
            ])
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
