using Cake.Frosting.Release.Postgres;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.Postgres;

/// <summary>A database of its own with a directory for backups, and a release to run steps in.</summary>
internal sealed class World : IAsyncDisposable
{
    private static int counter;

    private World(DatabaseTarget target, ReleaseIdentity release)
    {
        Target = target;
        Release = release;
        Backups = Path.Combine(PostgresSetUp.Root, $"backups {release.Id}");
        Context = NewContext();
    }

    public DatabaseTarget Target { get; }

    public ReleaseIdentity Release { get; }

    public string Backups { get; }

    public RecordingEvents Events { get; } = new();

    public Facts Facts { get; } = new();

    public StepContext Context { get; }

    public string Scratch => DatabaseNames.Scratch(Target.Name, Release.DatabaseSuffix);

    public string RestorePoint => DatabaseNames.RestorePoint(Target.Name, Release.DatabaseSuffix);

    public string Failed => DatabaseNames.Failed(Target.Name, Release.DatabaseSuffix);

    public BackupOptions Options => new() { Directory = Backups };

    public string Dump => Facts.Find($"backup/dump:{Target.Label}", "directory")!;

    public string DumpFile(BackupOptions options) =>
        new BackupPlan(Target, PostgresSetUp.Tools, options, Release).DumpFile(Dump);

    public static async Task<World> CreateAsync(string? name = null, string? sql = null)
    {
        var number = Interlocked.Increment(ref counter);
        var server = PostgresSetUp.Server;
        var target = new DatabaseTarget(server, name ?? $"shop{number}");
        var world = new World(
            target,
            new ReleaseIdentity(
                $"20261121T10422{number % 10}Z-1.{number}.0",
                "shop",
                $"1.{number}.0",
                "1.0.0"
            )
        );
        await using (var maintenance = await Session.MaintainAsync(server, default))
        {
            await maintenance.ExecuteAsync(BackupPlan.Drop(target.Name), default);
            await maintenance.ExecuteAsync($"CREATE DATABASE {SqlText.Identifier(target.Name)}", default);
        }

        if (sql is not null)
        {
            await world.SqlAsync(sql);
        }

        return world;
    }

    public StepContext NewContext(bool wentLive = false, bool acceptDataLoss = false) =>
        new(Release, Facts, PostgresSetUp.Runner, Events, TimeProvider.System)
        {
            WentLive = wentLive,
            AcceptDataLoss = acceptDataLoss,
        };

    public async Task SqlAsync(string sql, string? database = null)
    {
        await using var session = await Session.OpenAsync(Target.Server, database ?? Target.Name, default);
        foreach (var statement in SqlSplitter.Split(sql))
        {
            await session.ExecuteAsync(statement.Sendable, default);
        }
    }

    public async Task<T> AskAsync<T>(string sql, string? database = null)
    {
        await using var session = await Session.OpenAsync(Target.Server, database ?? Target.Name, default);
        return await session.ScalarAsync<T>(sql, default);
    }

    public Task<bool> ExistsAsync(string database) => Databases.ExistsAsync(Target.Server, database, default);

    public IReadOnlyList<Step> BackupSteps(BackupOptions? options = null, PostgresTools? tools = null) =>
        Cake.Frosting.Release.Postgres.BackupSteps.For(
            Target,
            tools ?? PostgresSetUp.Tools,
            options ?? Options,
            Release
        );

    /// <summary>Runs the steps as a release would, probes included.</summary>
    public async Task RunAsync(IEnumerable<Step> steps)
    {
        foreach (var step in steps)
        {
            if (step.Probe is null || (await step.Probe(Context, default)).State == ProbeState.NotDone)
            {
                await step.Act(Context, default);
            }
        }
    }

    public async Task<BackupManifest> BackUpAsync(BackupOptions? options = null)
    {
        await RunAsync(BackupSteps(options));
        return BackupManifest.Read(Dump);
    }

    public string WriteMigration(string name, string text)
    {
        var directory = Path.Combine(Backups, "migrations");
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Combine(directory, name), text);
        return directory;
    }

    public async ValueTask DisposeAsync()
    {
        await using var maintenance = await Session.MaintainAsync(Target.Server, default);
        foreach (var database in new[] { Target.Name, Scratch, RestorePoint, Failed })
        {
            await maintenance.ExecuteAsync(BackupPlan.Drop(database), default);
        }
    }
}
