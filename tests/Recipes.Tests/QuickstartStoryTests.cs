using Recipes.Tests.Harness;

namespace Recipes.Tests;

/// <summary>The quickstart from a fresh directory: released, released again, and taken back.</summary>
[TestFixture]
internal sealed class QuickstartStoryTests
{
    private QuickstartWorkspace shop = null!;
    private ToolRun first = null!;

    [OneTimeSetUp]
    public async Task ReleaseForTheFirstTime()
    {
        shop = new QuickstartWorkspace();
        first = await shop.RunAsync("--target=Release");
    }

    [OneTimeTearDown]
    public async Task TearDown() => await shop.DisposeAsync();

    [Test, Order(1)]
    public async Task The_first_release_is_live_with_no_row_lost_and_a_proven_backup()
    {
        first.ExitCode.ShouldBe(0, first.Output);
        first.Output.ShouldContain("LIVE  quickstart 1.0.0 → 1.1.0");
        first.Output.ShouldContain("--target=Teardown");
        (await shop.ServedVersionAsync()).ShouldBe("""{"version":"1.1.0"}""");

        var report = shop.Report();
        report.GetProperty("outcome").GetString().ShouldBe("LIVE");
        report.GetProperty("exitCode").GetInt32().ShouldBe(0);
        report.GetProperty("version").GetString().ShouldBe("1.1.0");
        report.GetProperty("previousVersion").GetString().ShouldBe("1.0.0");
        report.GetProperty("writes").GetProperty("acknowledged").GetInt64().ShouldBeGreaterThan(0);
        report.GetProperty("writes").GetProperty("lost").GetInt64().ShouldBe(0);
        report.GetProperty("downtimeSeconds").GetDouble().ShouldBeGreaterThan(0);
        var backup = report.GetProperty("backups").EnumerateArray().Single();
        backup.GetProperty("database").GetString().ShouldBe("shop");
        backup.GetProperty("verified").GetBoolean().ShouldBeTrue();
        backup.GetProperty("rows").GetInt64().ShouldBeGreaterThan(50_000);
        backup.GetProperty("sha256").GetString()!.Length.ShouldBe(64);
        Path.Exists(backup.GetProperty("file").GetString()).ShouldBeTrue();
    }

    [Test, Order(2)]
    public void All_stages_are_in_the_report_in_their_order()
    {
        var names = shop.Report()
            .GetProperty("stages")
            .EnumerateArray()
            .Select(stage => stage.GetProperty("name").GetString());
        names.ShouldBe([
            "Preflight",
            "Changelog",
            "Tag",
            "Backup",
            "Stop",
            "Pull",
            "Migrate",
            "Compress",
            "Start",
            "Verify",
            "Announce",
        ]);
    }

    [Test, Order(3)]
    public void The_changelog_and_the_tag_are_on_the_remote()
    {
        shop.Git("ls-remote", "origin", "refs/tags/v1.1.0").ShouldNotBeEmpty();
        shop.Git("show", "origin/main:CHANGELOG.md").ShouldContain("## [1.1.0] - ");
        shop.Git("cat-file", "-t", "v1.1.0").ShouldBe("tag");
    }

    [Test, Order(4)]
    public async Task The_migration_has_changed_the_table_and_kept_every_row()
    {
        (
            await shop.QueryAsync<long>("select count(*) from orders where amount_cents > 0")
        ).ShouldBeGreaterThan(30_000);
    }

    [Test, Order(5)]
    public void Static_files_are_compressed_and_decompress_to_their_source()
    {
        var assets = Path.Combine(shop.Workspace, "deploy", "current", "wwwroot");
        foreach (var name in (string[])["shop.css", "shop.js", "index.html"])
        {
            var source = File.ReadAllBytes(Path.Combine(assets, name));
            using var gzip = new System.IO.Compression.GZipStream(
                File.OpenRead(Path.Combine(assets, name + ".gz")),
                System.IO.Compression.CompressionMode.Decompress
            );
            using var copy = new MemoryStream();
            gzip.CopyTo(copy);
            copy.ToArray().ShouldBe(source);
            File.Exists(Path.Combine(assets, name + ".br")).ShouldBeTrue();
        }
    }

    [Test, Order(6)]
    public async Task Only_the_restore_point_stands_beside_the_database()
    {
        (
            await shop.QueryAsync<long>("select count(*) from pg_database where datname like 'shop\\_%'")
        ).ShouldBe(1);
        (
            await shop.QueryAsync<long>(
                "select count(*) from pg_database where datname like 'shop\\_restore\\_%'"
            )
        ).ShouldBe(1);
    }

    [Test, Order(7)]
    public async Task The_next_run_releases_the_next_version()
    {
        using var second = await shop.RunAsync("--target=Release");
        second.ExitCode.ShouldBe(0, second.Output);
        second.Output.ShouldContain("LIVE  quickstart 1.1.0 → 1.2.0");
        shop.Report().GetProperty("writes").GetProperty("lost").GetInt64().ShouldBe(0);
    }

    [Test, Order(8)]
    public async Task The_version_can_be_chosen()
    {
        using var third = await shop.RunAsync("--target=Release", "--version=2.0.0");
        third.ExitCode.ShouldBe(0, third.Output);
        (await shop.ServedVersionAsync()).ShouldBe("""{"version":"2.0.0"}""");
    }

    [Test, Order(9)]
    public async Task Status_tells_what_runs_and_what_was_released()
    {
        using var status = await shop.RunAsync("--target=Status");
        status.ExitCode.ShouldBe(0, status.Output);
        status.Output.ShouldContain("2.0.0");
        status.Output.ShouldContain("1.2.0");
    }

    [Test, Order(10)]
    public async Task Rollback_brings_the_version_before_back_with_all_rows()
    {
        var before = await shop.QueryAsync<long>("select count(*) from orders");
        using var back = await shop.RunAsync("--target=Rollback");
        back.ExitCode.ShouldBe(0, back.Output);
        (await shop.ServedVersionAsync()).ShouldBe("""{"version":"1.2.0"}""");
        var writes = shop.Report().GetProperty("writes");
        writes.GetProperty("acknowledged").GetInt64().ShouldBeGreaterThan(0);
        writes.GetProperty("lost").GetInt64().ShouldBe(0);
        (await shop.QueryAsync<long>("select count(*) from orders")).ShouldBeGreaterThanOrEqualTo(before);
        shop.Report().GetProperty("outcome").GetString().ShouldBe("ROLLED-BACK");
    }

    [Test, Order(11)]
    public async Task There_is_only_one_way_back_at_a_time()
    {
        using var again = await shop.RunAsync("--target=Rollback");
        again.ExitCode.ShouldBe(1);
        again.Output.ShouldContain("2.0.0 was rolled back to 1.2.0 already.");
    }

    [Test, Order(12)]
    public async Task After_a_rollback_the_next_version_is_released()
    {
        using var next = await shop.RunAsync("--target=Release");
        next.ExitCode.ShouldBe(0, next.Output);
        next.Output.ShouldContain("LIVE  quickstart 1.2.0 → 2.1.0");
        shop.Report().GetProperty("writes").GetProperty("lost").GetInt64().ShouldBe(0);
    }
}
