using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Cake.Frosting.Release.Journal;
using Faults.Bench;

namespace Faults.Shop;

/// <summary>
/// The quickstart's shop as a project of its own: with the recipe it is set up, and from then on it is released by
/// its release.yml, so that nothing but the tool stands between a fault and the service.
/// </summary>
internal sealed class QuickstartBench : IClusterBench
{
    private const string Database = "shop";
    private static readonly string[] Unfinished =
    [
        ".partial",
        ".tmp",
        ".next",
        ".new",
        ".lock",
        ".release-tmp",
    ];

    private readonly string program;
    private readonly string settings;
    private readonly string root;
    private readonly string workspace;
    private readonly int webPort = FreePort();
    private readonly HttpClient client;
    private readonly List<SmallDisk> disks = [];
    private SmallDisk? whole;

    /// <param name="program">The built build script.</param>
    /// <param name="root">A directory that does not exist yet.</param>
    /// <param name="settings">Further sections for its release.yml; <c>{root}</c> is that directory.</param>
    public QuickstartBench(string program, string root, string settings = "")
    {
        this.settings = settings.Replace("{root}", root, StringComparison.Ordinal);
        this.program = program;
        this.root = root;
        workspace = Path.Combine(root, ".quickstart");
        var databasePort = FreePort();
        client = new HttpClient
        {
            BaseAddress = new Uri($"http://127.0.0.1:{webPort}"),
            Timeout = TimeSpan.FromSeconds(5),
        };
        Cluster = new Cluster(Path.Combine(workspace, "cluster"), databasePort, "quickstart", () => Secret);
        Wire = new Wire(FreePort(), databasePort);
        Repository = new Repository(
            Path.Combine(workspace, "repository"),
            Path.Combine(workspace, "origin.git")
        );
        Shims = new Shims(Path.Combine(root, "shims"), workspace);
        Writer = new Writer(client.BaseAddress);
    }

    public string Name => "quickstart";

    public string JournalDirectory => Path.Combine(workspace, ".release", "journal");

    public JournalStore Journals => new(JournalDirectory);

    public string LockFile => Path.Combine(workspace, ".release", "lock");

    public string Secret => File.ReadAllText(Path.Combine(workspace, "password"));

    public Cluster Cluster { get; }

    public Server Server => Cluster;

    public Wire Wire { get; }

    public Repository Repository { get; }

    public Shims Shims { get; }

    public IReadOnlyList<SmallDisk> Disks => disks;

    public Writer Writer { get; }

    private string Verdict => Path.Combine(root, "verdict");

    private string StateFile => Path.Combine(workspace, "deploy", "run", "web.state");

    public async Task SetUpAsync()
    {
        Directory.CreateDirectory(root);
        File.SetUnixFileMode(root, (UnixFileMode)0b111_101_101);
        // In memory, where it can be: releases take half the time, and a SIGKILL spares what was written all the same.
        whole = await SmallDisk.MountAsync("workspace", root, 4096);
        Directory.CreateDirectory(workspace);
        await File.WriteAllTextAsync(
            Path.Combine(workspace, "ports"),
            FormattableString.Invariant($"{webPort} {Cluster.Port}\n")
        );
        using (var setUp = ToolProcess.Start(program, "Plan", root, [], new Dictionary<string, string>()))
        {
            await setUp.EndAsync();
            Expect(setUp.ExitCode == 0, setUp);
        }

        Shims.Install(Cluster.Programs);
        await ConfigureAsync();
        await MountDisksAsync();
        Wire.Heal();
        LetVerifyPass(true);
        Writer.Begin();
        using var first = Start("Release");
        await first.EndAsync();
        Expect(first.ExitCode == 0, first);
    }

    public void MakeChange() => ShopChange.Make(Repository);

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
            ["PATH"] = $"{Shims.Bin}:{Environment.GetEnvironmentVariable("PATH")}",
            ["QUICKSTART_PASSWORD"] = Secret,
            ["QUICKSTART_REPOSITORY"] = Repository.Directory,
            ["QUICKSTART_MAINTENANCE"] = Path.Combine(workspace, "maintenance"),
            ["QUICKSTART_SERVICE"] = Path.Combine(Path.GetDirectoryName(program)!, "quickstart", "service"),
        };
        return ToolProcess.Start(program, target, root, [$"--working={workspace}"], all);
    }

    public async Task<string?> ServedVersionAsync()
    {
        try
        {
            using var healthy = await client.GetAsync("/health");
            var text = await client.GetStringAsync("/version");
            return healthy.IsSuccessStatusCode
                ? JsonDocument.Parse(text).RootElement.GetProperty("version").GetString()
                : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }

    public IReadOnlySet<int> ServiceProcesses()
    {
        if (!File.Exists(StateFile))
        {
            return new HashSet<int>();
        }

        // Every way in which .NET opens a file asks for a lock on it, which the supervisor has.
        var state = Shell.RunAsync("/", "cat", StateFile).GetAwaiter().GetResult();
        return int.TryParse(
            state.Split(' ')[0],
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var supervisor
        )
            ? ProcessTable.Session(supervisor)
            : new HashSet<int>();
    }

    public IReadOnlyList<int> LeftProcesses()
    {
        var service = ServiceProcesses();
        return [.. ProcessTable.With(ToolProcess.Mark, root).Where(id => !service.Contains(id))];
    }

    public IEnumerable<string> UnfinishedFiles() =>
        new[] { "deploy", "backups", ".release", "repository" }
            .Select(name => Path.Combine(workspace, name))
            .Where(Directory.Exists)
            .SelectMany(directory =>
                Directory.EnumerateFileSystemEntries(directory, "*", SearchOption.AllDirectories)
            )
            .Where(path =>
                Unfinished.Contains(Path.GetExtension(path))
                // The lock of the compressor: an empty file that stays when its holder is killed.
                && !path.EndsWith(".json.lock", StringComparison.Ordinal)
            );

    public async Task RebootAsync()
    {
        // The children of those that are being killed are found in the second round.
        for (var round = 0; round < 2; round++)
        {
            await ProcessTable.KillAsync([
                .. ProcessTable.With(ToolProcess.Mark, root),
                .. ServiceProcesses(),
            ]);
            await Cluster.KillAsync();
        }

        await Cluster.StartAsync();
    }

    public Task TidyAsync() => Cluster.TidyAsync(Database, Writer);

    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync();
        await ProcessTable.KillAsync([.. ServiceProcesses(), .. ProcessTable.With(ToolProcess.Mark, root)]);
        await Cluster.DisposeAsync();
        await Wire.DisposeAsync();
        client.Dispose();
        foreach (var disk in disks.Append(whole).OfType<SmallDisk>())
        {
            await disk.DisposeAsync();
        }

        if (Directory.Exists(root))
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Expect(bool holds, ToolProcess run)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"The workspace could not be set up:\n{run.Output}");
        }
    }

    private async Task ConfigureAsync()
    {
        var file = Path.Combine(workspace, "release.yml");
        var text = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(
            file,
            ShopSettings.Change(text, Cluster.Port, Wire.Port, Shims.Bin, Verdict) + settings
        );
        await Cluster.ConfigureAsync("max_connections = 25", "autovacuum_naptime = 5s");
    }

    private async Task MountDisksAsync()
    {
        await Cluster.StopAsync();
        disks.Add(await SmallDisk.MountAsync("backups", Path.Combine(workspace, "backups"), 128));
        disks.Add(await SmallDisk.MountAsync("databases", Path.Combine(Cluster.Directory, "base"), 1024));
        disks.Add(await SmallDisk.MountAsync("journal", JournalDirectory, 64));
        await Cluster.StartAsync();
    }
}
