using Recipes.Tests.Harness;
using Recipes.Tests.Stacks;

namespace Recipes.Tests.Orion;

/// <summary>
/// Orion's runbook as a recipe, on a real engine, while viewers look at videos: told in its order, each fault of the
/// hand-run release by its number.
/// </summary>
[TestFixture]
[NonParallelizable]
internal sealed class OrionTests
{
    private OrionSite site = null!;
    private Before? before;
    private string? killSwitch;

    [OneTimeSetUp]
    public void Start() => site = OrionSite.Start();

    [OneTimeTearDown]
    public void End() => site?.Dispose();

    [Test, Order(1)]
    public async Task The_plan_reads_like_the_runbook_with_its_faults_mended()
    {
        using var plan = await site.RunAsync("--target=Plan", "--version=5.0.0");

        plan.ExitCode.ShouldBe(0, plan.Output);
        Told.InOrder(
            plan.Output,
            "make prepare", // O7
            "pg_dump",
            "setKillSwitch(isKilled: true)",
            "KILL_SWITCH_ON=true", // O2
            "stop orion_graphql-server orion_auth-api", // O3
            "stop -t 60 orion_processor",
            "npm run offchain-state:export", // O4
            "releases/5.0.0", // only now is the source another one
            "RENAME TO",
            "verify/the processor has caught up", // O11
            "setKillSwitch(isKilled: false)"
        );
        // O1, O5, O8: no volume is ever removed, and the archive is named nowhere.
        foreach (var never in (string[])["down -v", "volume rm", "archive"])
        {
            plan.Output.ShouldNotContain(never);
        }

        plan.Output.ShouldNotContain(OrionSite.Password);
        plan.Output.ShouldNotContain(OrionSite.OperatorSecret);
    }

    [Test, Order(2)]
    public async Task O10_A_secret_that_production_left_at_its_default_is_refused_before_anything_is_done()
    {
        var env = site.Env;
        var before = site.Find("orion_processor");
        site.Env = env.Replace("0xabc", "this-is-not-so-secret-change-it", StringComparison.Ordinal);

        using var run = await site.RunAsync("--target=Release", "--version=5.0.0");
        site.Env = env;

        run.ExitCode.ShouldBe(1, run.Output);
        run.Output.ShouldContain("APP_PRIVATE_KEY");
        site.Find("orion_processor").ShouldBe(before);
    }

    [Test, Order(3)]
    public async Task O1_O9_An_export_that_is_not_whole_ends_with_the_old_version_and_all_it_had()
    {
        var defect = Path.Combine(site.DirectoryOf("4.2.0"), "truncates-exports");
        await File.WriteAllTextAsync(defect, "");
        var (database, env) = (site.Find("orion_db"), site.Env);
        await using var load = new Load(site.TryViewAsync);

        using var run = await site.RunAsync("--target=Release", "--version=5.0.0");
        File.Delete(defect);

        run.ExitCode.ShouldBe(2, run.Output);
        run.Output.ShouldContain("is no whole JSON");
        await IsOldAsync(load, database, env);
    }

    [Test, Order(4)]
    public async Task O3_A_client_that_nobody_stopped_is_named_and_the_release_is_taken_back()
    {
        var (database, env) = (site.Find("orion_db"), site.Env);
        site.BeginClient();
        await using var load = new Load(site.TryViewAsync);

        using var run = await site.RunAsync("--target=Release", "--version=5.0.0");
        site.EndClient();

        run.ExitCode.ShouldBe(2, run.Output);
        run.Output.ShouldContain("still has clients: postgres from the machine itself (psql)");
        site.Journal().ShouldNotContain("offchain-state:export");
        await IsOldAsync(load, database, env);
    }

    [Test, Order(5)]
    public async Task O8_O9_A_version_that_cannot_start_ends_on_the_old_source_with_the_old_data()
    {
        site.Change(root => File.WriteAllText(Path.Combine(root, "cannot-start"), ""));
        var (database, env) = (site.Find("orion_db"), site.Env);
        var exports = site.Exports;
        await using var load = new Load(site.TryViewAsync);

        using var run = await site.RunAsync("--target=Release", "--version=5.0.1");
        site.Change(root => File.Delete(Path.Combine(root, "cannot-start")));

        run.ExitCode.ShouldBe(2, run.Output);
        run.Output.ShouldContain("ROLLED-BACK");
        run.Output.ShouldContain("only here it fails");
        run.Output.ShouldNotContain(OrionSite.Password);
        run.Output.ShouldNotContain(OrionSite.OperatorSecret);
        await IsOldAsync(load, database, env);
        // O9: the export of this try is kept, and none of an earlier one is gone; where the old version would import it, there is none.
        site.Exports.Except(exports).Count().ShouldBe(1);
        exports.Except(site.Exports).ShouldBeEmpty();
        File.Exists(Path.Combine(site.DirectoryOf("4.2.0"), "db/export/export.json")).ShouldBeFalse();
    }

    [Test, Order(6)]
    public async Task A_release_under_views_is_live_and_loses_nothing()
    {
        site.Change(root =>
        {
            File.AppendAllText(Path.Combine(root, ".env"), "# How many views an hour\nVIEW_LIMIT=12\n");
        });
        before = new Before(site.Env, site.Find("orion_db"), site.Find("archive_db"), site.VolumeMadeAt());
        await using var load = new Load(site.TryViewAsync);
        await using var watch = new KillSwitchWatch(site);

        using var run = await site.RunAsync("--target=Release", "--version=5.0.2");

        run.ExitCode.ShouldBe(0, run.Output);
        run.Output.ShouldContain("LIVE");
        run.Output.ShouldNotContain(OrionSite.OperatorSecret);
        (await load.StopAsync()).Except(site.Views()).ShouldBeEmpty("an acknowledged view is lost");
        killSwitch = await watch.EndAsync();
        site.Mounts().ShouldBe([$"true {site.DirectoryOf("5.0.2")}"]);
        site.Current.ShouldBe("releases/5.0.2");
        (await File.ReadAllTextAsync(Path.Combine(site.Checkout, "CHANGELOG.md"))).ShouldContain("# 5.0.2");
        GitCommand.Run(site.Checkout, "ls-remote", "--tags", "origin").ShouldContain("refs/tags/5.0.2");
        (await File.ReadAllTextAsync(Path.Combine(site.Checkout, "package-lock.json"))).ShouldNotContain(
            "4.2.0"
        );
    }

    [Test, Order(7)]
    public void O1_What_is_off_chain_was_exported_and_imported() =>
        site.Sql("select count(*) > 0 from video_view where source = 'imported'").ShouldBe("t");

    [Test, Order(7)]
    public void O2_The_site_is_closed_from_the_first_moment_to_the_last_also_while_the_new_database_is_empty() =>
        killSwitch.ShouldBe("open, closed, open");

    [Test, Order(7)]
    public async Task O4_The_old_code_exports_so_the_migrations_of_the_import_are_run() =>
        (await File.ReadAllTextAsync(site.Exports.Max(StringComparer.Ordinal)!)).ShouldStartWith(
            "{\"orionVersion\": \"4.2.0\""
        );

    [Test, Order(7)]
    public void O5_O8_The_archive_and_the_database_are_the_containers_and_volumes_that_they_were()
    {
        site.Find("archive_db").ShouldBe(before!.Archive);
        site.Find("orion_db").ShouldBe(before.Database);
        site.VolumeMadeAt().ShouldBe(before.Volume);
    }

    [Test, Order(7)]
    public void O6_The_database_is_dumped_by_the_port_that_the_env_file_has_and_the_dump_is_proven() =>
        site.Journal("5.0.2").ShouldContain("backup/compare:orion");

    [Test, Order(7)]
    public void O7_The_source_is_prepared_before_anybody_is_cut_off() =>
        Told.InOrder(
            site.Journal("5.0.2"),
            "make prepare",
            "setKillSwitch(isKilled: true)",
            "offchain-state:export"
        );

    [Test, Order(7)]
    public void O10_The_env_file_keeps_every_byte_of_production_and_gets_what_is_new()
    {
        site.Env.ShouldStartWith(before!.Env);
        site.Env.ShouldContain("# How many views an hour\nVIEW_LIMIT=12");
    }

    [Test, Order(7)]
    public void O11_The_processor_has_caught_up_before_the_switch_is_off() =>
        Told.InOrder(
            site.Journal("5.0.2"),
            "verify/the processor has caught up",
            "setKillSwitch(isKilled: false)"
        );

    [Test, Order(8)]
    public async Task A_release_that_was_killed_when_the_database_was_swapped_goes_on_and_loses_nothing()
    {
        site.Change(root => File.WriteAllText(Path.Combine(root, "more"), ""));
        await using var load = new Load(site.TryViewAsync);
        using (var killed = site.Run("--target=Release", "--version=5.1.0"))
        {
            while (
                !killed.HasEnded
                && !site.Journal("5.1.0")
                    .Contains("\"step-started\",\"step\":\"migrate/rebuild:orion\"", StringComparison.Ordinal)
            )
            {
                await Task.Delay(2);
            }

            killed.Kill();
        }

        using var run = await site.RunAsync("--target=Release");

        run.ExitCode.ShouldBe(0, run.Output);
        run.Output.ShouldContain("It goes on from there");
        (await load.StopAsync()).Except(site.Views()).ShouldBeEmpty("an acknowledged view is lost");
        site.Mounts().ShouldBe([$"true {site.DirectoryOf("5.1.0")}"]);
        (await site.IsKilledAsync()).ShouldBe(false);
    }

    [Test, Order(9)]
    public async Task O8_What_is_live_can_be_taken_back_by_hand_to_the_old_source_and_the_old_database()
    {
        var views = site.Views();
        await site.TryViewAsync(Guid.NewGuid());

        using var refused = await site.RunAsync("--target=Rollback");
        using var back = await site.RunAsync("--target=Rollback", "--accept-data-loss");

        refused.ExitCode.ShouldNotBe(0, refused.Output);
        refused.Output.ShouldContain("--accept-data-loss");
        back.ExitCode.ShouldBe(0, back.Output);
        site.Mounts().ShouldBe([$"true {site.DirectoryOf("5.0.2")}"]);
        site.Views().Except(views).ShouldBeEmpty();
        (await site.IsKilledAsync()).ShouldBe(false);
    }

    /// <summary>The old version serves from its own directory, has every view, and is open.</summary>
    private async Task IsOldAsync(Load load, string database, string env)
    {
        (await load.StopAsync()).Except(site.Views()).ShouldBeEmpty("an acknowledged view is lost");
        site.Mounts().ShouldBe([$"true {site.DirectoryOf("4.2.0")}"]);
        site.Current.ShouldBe("releases/4.2.0");
        site.Find("orion_db").ShouldBe(database);
        site.Env.ShouldBe(env);
        (await site.TryViewAsync(Guid.NewGuid())).ShouldBeTrue();
        (await site.IsKilledAsync()).ShouldBe(false);
    }

    /// <summary>What the release finds.</summary>
    private sealed record Before(string Env, string Database, string Archive, string Volume);
}
