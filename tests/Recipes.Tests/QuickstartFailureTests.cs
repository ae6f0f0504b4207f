using Recipes.Tests.Harness;

namespace Recipes.Tests;

/// <summary>Releases that fail after the service was stopped, and come back.</summary>
[TestFixture]
internal sealed class QuickstartFailureTests
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
    public async Task A_migration_that_fails_half_way_brings_the_old_version_and_its_data_back()
    {
        // The first file commits, so that only the restore point can bring the old schema back.
        File.WriteAllText(
            Path.Combine(shop.Repository, "migrations", "0098_gone.sql"),
            "delete from orders;\nalter table orders drop column amount_cents;\n"
        );
        // It fails in the live database only: any other failure the rehearsal would have found.
        shop.CommitFile(
            "migrations/0099_broken.sql",
            "select 1;\nselect 1 / (case current_database() when 'shop' then 0 else 1 end);\n"
        );
        var orders = await shop.QueryAsync<long>("select count(*) from orders");

        using var run = await shop.RunAsync("--target=Release");

        run.ExitCode.ShouldBe(2, run.Output);
        run.Output.ShouldContain("ROLLED-BACK");
        run.Output.ShouldContain("0099_broken.sql");
        run.Output.ShouldContain("division by zero");
        (await shop.ServedVersionAsync()).ShouldBe("""{"version":"1.1.0"}""");
        (
            await shop.QueryAsync<long>("select count(*) from orders where amount_cents > 0")
        ).ShouldBeGreaterThanOrEqualTo(orders);
        shop.Report().GetProperty("writes").GetProperty("lost").GetInt64().ShouldBe(0);
        shop.Report().GetProperty("outcome").GetString().ShouldBe("ROLLED-BACK");
    }

    [Test, Order(2)]
    public async Task The_failed_database_is_kept_aside_and_status_names_it()
    {
        using var status = await shop.RunAsync("--target=Status");
        status.Output.ShouldContain("shop_failed_");
        (
            await shop.QueryAsync<long>(
                "select count(*) from pg_database where datname like 'shop\\_failed\\_%'"
            )
        ).ShouldBe(1);
    }

    [Test, Order(3)]
    public async Task A_check_that_does_not_hold_brings_the_old_version_back()
    {
        shop.Git("rm", "--quiet", "migrations/0098_gone.sql", "migrations/0099_broken.sql");
        var page = Path.Combine(shop.Repository, "wwwroot", "index.html");
        File.WriteAllText(
            page,
            File.ReadAllText(page).Replace("quickstart shop", "other shop", StringComparison.Ordinal)
        );
        shop.CommitFile("wwwroot/note.txt", "The front page has another name.\n");

        using var run = await shop.RunAsync("--target=Release", "--bump=minor");

        run.ExitCode.ShouldBe(2, run.Output);
        run.Output.ShouldContain("the front page is there");
        (await shop.ServedVersionAsync()).ShouldBe("""{"version":"1.1.0"}""");
        shop.Report().GetProperty("writes").GetProperty("lost").GetInt64().ShouldBe(0);
    }

    [Test, Order(4)]
    public async Task A_way_back_that_would_lose_rows_is_refused_before_the_service_stops()
    {
        var page = Path.Combine(shop.Repository, "wwwroot", "index.html");
        File.WriteAllText(
            page,
            File.ReadAllText(page).Replace("other shop", "quickstart shop", StringComparison.Ordinal)
        );
        shop.CommitFile("migrations/0050_no_way_back.sql", "alter table products add column colour text;\n");
        using var release = await shop.RunAsync("--target=Release");
        release.ExitCode.ShouldBe(0, release.Output);
        var version = await shop.ServedVersionAsync();

        using var refused = await shop.RunAsync("--target=Rollback");

        refused.ExitCode.ShouldBe(1, refused.Output);
        refused.Output.ShouldContain("not every migration of shop has an undo script");
        refused.Output.ShouldContain("--accept-data-loss");
        (await shop.ServedVersionAsync()).ShouldBe(version);
    }

    [Test, Order(5)]
    public async Task Whoever_accepts_the_loss_gets_the_old_version_and_its_data()
    {
        using var back = await shop.RunAsync("--target=Rollback", "--accept-data-loss");

        back.ExitCode.ShouldBe(0, back.Output);
        (await shop.ServedVersionAsync()).ShouldBe("""{"version":"1.1.0"}""");
        (
            await shop.QueryAsync<long>(
                "select count(*) from information_schema.columns where table_name = 'products' and column_name = 'colour'"
            )
        ).ShouldBe(0);
        (await shop.QueryAsync<long>("select count(*) from orders")).ShouldBeGreaterThan(30_000);
    }
}
