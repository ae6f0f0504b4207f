using Recipes.Tests.Harness;

namespace Recipes.Tests;

/// <summary>The next release's migrations on a clone of the backup, by themselves and as a part of a release.</summary>
[TestFixture]
internal sealed class QuickstartRehearsalTests
{
    private QuickstartWorkspace shop = null!;

    [OneTimeSetUp]
    public async Task SetUp()
    {
        shop = new QuickstartWorkspace();
        await shop.ReleaseAsync();
    }

    [OneTimeTearDown]
    public async Task TearDown() => await shop.DisposeAsync();

    [Test, Order(1)]
    public async Task A_rehearsal_tells_what_the_migration_would_do_and_leaves_only_a_backup_behind()
    {
        shop.CommitFile("migrations/0050_colour.sql", "alter table products add column colour text;\n");
        var databases = await DatabasesAsync();

        using var run = await shop.RunAsync("--target=Rehearse");

        run.ExitCode.ShouldBe(0, run.Output);
        run.Output.ShouldContain("by 0050_colour.sql");
        run.Output.ShouldContain("0050_colour.sql: AccessExclusiveLock on public.products");
        (await shop.ServedVersionAsync()).ShouldBe("""{"version":"1.1.0"}""");
        (await DatabasesAsync()).ShouldBe(databases);
        (
            await shop.QueryAsync<long>(
                "select count(*) from information_schema.columns where table_name = 'products' and column_name = 'colour'"
            )
        ).ShouldBe(0);
        using var status = await shop.RunAsync("--target=Status");
        status.Output.ShouldNotContain("unfinished");
    }

    [Test, Order(2)]
    public async Task A_migration_that_fails_is_found_before_anybody_is_taken_off_line()
    {
        shop.CommitFile("migrations/0099_broken.sql", "select 1;\nselect 1 / 0;\n");

        using var rehearsal = await shop.RunAsync("--target=Rehearse");
        using var release = await shop.RunAsync("--target=Release");

        rehearsal.ExitCode.ShouldBe(1, rehearsal.Output);
        rehearsal.Output.ShouldContain("nobody was taken off line");
        rehearsal.Output.ShouldContain("0099_broken.sql(2,");
        release.ExitCode.ShouldBe(1, release.Output);
        release.Output.ShouldContain("OLD-STILL-RUNNING");
        release.Output.ShouldContain("division by zero");
        shop.Report().GetProperty("downtimeSeconds").GetDouble().ShouldBe(0);
        (await shop.ServedVersionAsync()).ShouldBe("""{"version":"1.1.0"}""");
    }

    private Task<string> DatabasesAsync() =>
        shop.QueryAsync<string>("select string_agg(datname, ' ' order by datname) from pg_database");
}
