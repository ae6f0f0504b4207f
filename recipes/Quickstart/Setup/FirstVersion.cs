using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Composing;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Platforms.Processes;
using Cake.Frosting.Release.Postgres;
using Cake.Frosting.Release.State;
using Cake.Frosting.Release.Steps;

namespace Quickstart.Setup;

/// <summary>Puts version 1.0.0 of the shop in place, as it would be found on a machine that nobody releases on yet.</summary>
internal sealed class FirstVersion(WorkspaceSettings settings, StepContext context)
{
    public const string Version = "1.0.0";

    private const string Seed = """
        insert into products (name, price)
        select 'Product ' || n, round((1 + n % 997) * 1.1, 2) from generate_series(1, 20000) n
        on conflict do nothing;
        insert into orders (id, customer, amount)
        select gen_random_uuid(), 'customer-' || n % 500, round((5 + n % 311) * 1.7, 2) from generate_series(1, 30000) n
        where not exists (select from orders);
        """;

    /// <summary>Fetches the files as a release would, migrates the empty database, fills it, and sets the version.</summary>
    public async Task InstallAsync(CancellationToken cancellationToken)
    {
        var configuration = settings.Load();
        using var client = new HttpClient();
        var platform = new ProcessPlatform(configuration, client);
        var release = new ReleaseIdentity("setup", configuration.Project, Version, null);
        var steps = platform.Steps(release);
        if (!Directory.Exists(platform.DirectoryOf(Version)))
        {
            await steps
                .First(step => step.Stage == Stage.Backup)
                .Act(context, cancellationToken)
                .ConfigureAwait(false);
        }

        var target = DatabaseAddress.TargetOf("shop", configuration.Databases["shop"]);
        var options = new MigrationOptions
        {
            Directory = Path.Combine(platform.DirectoryOf(Version), "migrations"),
        };
        await new Migrator(target, options)
            .ApplyAsync(release.Id, context.Time, null, cancellationToken)
            .ConfigureAwait(false);
        await using (var database = settings.OpenDatabase())
        {
            await using var seed = database.CreateCommand(Seed);
            await seed.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }

        await steps
            .First(step => step.Stage == Stage.Pull)
            .Act(context, cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>Starts the version that is set where it does not run, as after the machine was started again.</summary>
    public async Task StartWhatIsSetAsync(CancellationToken cancellationToken)
    {
        var configuration = settings.Load();
        using var client = new HttpClient();
        var platform = new ProcessPlatform(configuration, client);
        var state = await platform.DescribeAsync(context, cancellationToken).ConfigureAwait(false);
        if (
            state.Version is null
            || state.Services.All(service => service.IsRunning)
            || IsUnfinished(configuration)
        )
        {
            return;
        }

        var release = new ReleaseIdentity("setup", configuration.Project, state.Version, null);
        foreach (var step in platform.Steps(release).Where(step => step.Stage == Stage.Start))
        {
            await step.Act(context, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>While a release is unfinished it decides what runs.</summary>
    private bool IsUnfinished(ReleaseConfiguration configuration)
    {
        using var state = TargetStates.Open(configuration, new Redactor(), context.Time);
        return state.ReadAll().FirstOrDefault() is { IsUnfinished: true };
    }
}
