using System.Text.Json;
using Recipes.Tests.Harness;
using Recipes.Tests.Stacks;

namespace Recipes.Tests.Atmosphere;

/// <summary>
/// Atmosphere's runbook as a recipe, on a real engine, under a load of writes to both applications: told in its order,
/// each fault of the hand-run release by its number.
/// </summary>
[TestFixture]
[NonParallelizable]
internal sealed class AtmosphereTests
{
    private const string SnapshotLabel = "cake.frosting.release.snapshot=atmo";
    private static readonly string[] Both = ["atmosphere", "troposphere"];
    private AtmosphereSite site = null!;
    private Visitors? seen;

    [OneTimeSetUp]
    public void Start() => site = AtmosphereSite.Start();

    [OneTimeTearDown]
    public void End() => site?.Dispose();

    [Test, Order(1)]
    public async Task The_plan_reads_like_the_runbook_with_its_faults_mended()
    {
        using var plan = await site.RunAsync(["--target=Plan", "--version=36-2"], troposphere: "36-6");

        plan.ExitCode.ShouldBe(0, plan.Output);
        Told.InOrder(
            plan.Output,
            // A6: pulled before anything stops. A1: both databases.
            "docker pull",
            "pg_dump",
            "maintenance start",
            "stop troposphere",
            "stop -t 5 atmosphere",
            // A2: every container, under a name of its own.
            "atmo-release/atmosphere:",
            "atmo-release/troposphere:",
            "switch --quiet --no-guess production",
            "manage.py migrate",
            "up -d",
            "title__endswith"
        );
        // A8: this ends whatever anybody began.
        plan.Output.ShouldNotContain("maintenance stop");
        plan.Output.ShouldNotContain(AtmosphereSite.Password);
        plan.Output.ShouldContain($"+    image: '{site.Images.Atmosphere("36-2")}'   # the API");
        plan.Output.ShouldContain($"+    image: \"{site.Images.Troposphere("36-6")}\"");
    }

    [Test, Order(2)]
    public async Task Databases_on_the_host_are_dumped_by_the_programs_of_the_host()
    {
        var release = Path.Combine(site.Root, "release.yml");
        var before = await File.ReadAllTextAsync(release);
        try
        {
            await File.WriteAllTextAsync(
                release,
                $$"""
                {{before}}
                  postgres: ~
                databases:
                  atmo_prod: { service: ~, user: ~, password: ~, url: "secret:ATMO_PROD_URL" }
                  troposphere: { service: ~, user: ~, password: ~, url: "secret:TROPOSPHERE_URL" }
                """
            );

            using var plan = await site.RunAsync(["--target=Plan", "--version=36-2"]);

            plan.ExitCode.ShouldBe(0, plan.Output);
            plan.Output.ShouldContain("pg_dump");
            plan.Output.ShouldNotContain("--network container:");
            plan.Output.ShouldNotContain(AtmosphereSite.Password);
            // Without a version of its own, Troposphere stays at the one that it has.
            plan.Output.ShouldNotContain("+    image: \"");
        }
        finally
        {
            await File.WriteAllTextAsync(release, before);
        }
    }

    [Test, Order(2)]
    public async Task Secrets_that_are_not_committed_are_refused_before_anything_is_done()
    {
        var stray = Path.Combine(site.Root, "atmosphere-docker-secrets", "inis", "by-hand.ini");
        await File.WriteAllTextAsync(stray, "");
        try
        {
            using var run = await site.RunAsync(["--target=Release", "--version=36-2"]);

            run.ExitCode.ShouldBe(1, run.Output);
            run.Output.ShouldContain("is not clean: inis/by-hand.ini");
        }
        finally
        {
            File.Delete(stray);
        }
    }

    [Test, Order(3)]
    public async Task The_changelog_keeps_its_inline_link_and_its_placeholder_for_the_date()
    {
        using var run = await site.RunAsync(
            ["--target=Changelog", "--version=36-2"],
            "36-6",
            AtmosphereImages.CommitOf("36-6")
        );

        run.ExitCode.ShouldBe(0, run.Output);
        Told.InOrder(
            site.Changelog,
            "## [Unreleased](https://git.example/cyverse/atmosphere/compare/v36-2...HEAD) - YYYY-MM-DD",
            "## [v36-2](https://git.example/cyverse/atmosphere/compare/v36-1...v36-2) - 20",
            "  - Instances have a status",
            "## [v36-1]"
        );
    }

    [Test, Order(4)]
    public async Task A_release_under_writes_is_live_and_loses_nothing()
    {
        var (file, kept) = (site.ComposeFile, site.Stack.Find("postgres"));
        var secrets = site.Secrets.PushFromElsewhere(
            "production",
            root =>
                AtmosphereFiles.WriteSettings(root, "atmosphere", "atmo_prod", $"['{AtmosphereSite.Tester}']")
        );
        site.Stack.Run("exec", "-T", "troposphere", "touch", "/made-by-hand");
        await using var instances = new Load(site.TryLaunchAsync);
        await using var requests = new Load(site.TryAskAsync);
        await using var visitors = new Visitors(site);

        using var run = await site.RunAsync(["--target=Release"], "36-6", AtmosphereImages.CommitOf("36-6"));

        run.ExitCode.ShouldBe(0, run.Output);
        run.Output.ShouldContain("LIVE");
        run.Output.ShouldNotContain("WARNINGS");
        run.Output.ShouldNotContain(AtmosphereSite.Password);
        (await instances.StopAsync()).Except(site.Instances()).ShouldBeEmpty("an acknowledged row is lost");
        (await requests.StopAsync()).Except(site.Requests()).ShouldBeEmpty("an acknowledged row is lost");
        await visitors.StopAsync();
        seen = visitors;
        site.Stack.Find("postgres").ShouldBe(kept);
        site.ComposeFile.ShouldBe(
            file.Replace(site.Images.Atmosphere("36-1"), site.Images.Atmosphere("36-2"))
                .Replace(site.Images.Troposphere("35-9"), site.Images.Troposphere("36-6"))
        );
        (await site.GetAsync("application")).Body.ShouldContain("Troposphere 36-6");
        (await site.GetAsync("api/v2/version")).Body.ShouldContain("36-2");
        site.Secrets.Head.ShouldBe(secrets);
        site.Report().ShouldContain(secrets);
    }

    [Test, Order(5)]
    public void A1_A3_A4_both_databases_are_backed_up_by_their_names_restored_and_compared() =>
        JsonDocument
            .Parse(site.Report())
            .RootElement.GetProperty("backups")
            .EnumerateArray()
            .Select(backup =>
                (backup.GetProperty("database").GetString(), backup.GetProperty("verified").GetBoolean())
            )
            .Order()
            .ShouldBe([("atmo_prod", true), ("troposphere", true)]);

    [Test, Order(5)]
    public void A1_the_containers_found_nothing_to_migrate_when_they_started()
    {
        Told.InOrder(
            site.Journal(),
            "manage.py migrate",
            "start/service:atmosphere",
            "start/unchanged:atmo_prod"
        );
        site.Journal().ShouldContain("start/unchanged:troposphere");
        site.Stack.Run("logs", "atmosphere").ShouldContain("No migrations to apply");
        site.Stack.Run("logs", "troposphere").ShouldContain("No migrations to apply");
    }

    [Test, Order(5)]
    public void A2_every_container_is_kept_as_an_image_of_its_own_that_tells_what_it_lacks()
    {
        var images = site.Stack.ImagesWith(SnapshotLabel);

        images.Length.ShouldBe(2);
        images.Select(site.Images.IdOf).Distinct().Count().ShouldBe(2);
        var troposphere = images.Single(image => image.StartsWith("atmo-release/troposphere:"));
        troposphere.ShouldEndWith("-36-2");
        site.Images.Holds(troposphere, "/made-by-hand").ShouldBeTrue();
        site.Journal()
            .ShouldContain($"Not in {troposphere}, as it is in volumes: /opt/dev/atmosphere-docker-secrets");
        // Nothing that is started of it passes for Troposphere.
        site.Images.LabelOf(troposphere, "com.docker.compose.service").ShouldBeEmpty();
    }

    [Test, Order(5)]
    public void A6_images_are_fetched_before_anything_stops() =>
        Told.InOrder(site.Journal(), "docker pull", "stop/maintenance", "stop/service:troposphere");

    [Test, Order(5)]
    public void A7_the_maintenance_page_outlives_the_containers_and_is_gone_afterwards()
    {
        seen!.SawPage.ShouldBeTrue();
        seen.Statuses.ShouldNotContain(502, "somebody saw the error of a server without an application");
        site.HasPage.ShouldBeFalse();
    }

    [Test, Order(5)]
    public void A10_the_testers_of_the_new_settings_are_let_in_while_everybody_else_is_kept_out() =>
        seen!.TesterWasAlone.ShouldBeTrue();

    [Test, Order(6)]
    public async Task A1_A5_A9_a_migration_that_fails_ends_with_the_old_images_of_both_the_old_secrets_and_all_rows()
    {
        site.Note("Instances end");
        var (file, images, secrets) = (site.ComposeFile, ImagesOfBoth(), site.Secrets.Head);
        site.Secrets.PushFromElsewhere(
            "production",
            root => AtmosphereFiles.WriteSettings(root, "atmosphere", "atmo_prod", "[]")
        );
        await using var instances = new Load(site.TryLaunchAsync);
        await using var requests = new Load(site.TryAskAsync);

        using var run = await site.RunAsync(["--target=Release", "--version=36-3"], "36-7");

        run.ExitCode.ShouldBe(2, run.Output);
        run.Output.ShouldContain("ROLLED-BACK");
        run.Output.ShouldContain("only here it fails");
        run.Output.ShouldNotContain(AtmosphereSite.Password);
        (await instances.StopAsync()).Except(site.Instances()).ShouldBeEmpty("an acknowledged row is lost");
        (await requests.StopAsync()).Except(site.Requests()).ShouldBeEmpty("an acknowledged row is lost");
        // A5: to the byte, without anybody having noted anything.
        site.ComposeFile.ShouldBe(file);
        ImagesOfBoth().ShouldBe(images);
        (site.Secrets.Head, site.Secrets.Branch).ShouldBe((secrets, "production"));
        site.ActiveRecords("atmo_prod").ShouldBeEmpty();
        site.ActiveRecords("troposphere").ShouldBeEmpty();
        site.HasPage.ShouldBeFalse();
        (await site.GetAsync("api/v2/version")).Body.ShouldContain("36-2");
    }

    [Test, Order(7)]
    public async Task A8_killed_in_the_middle_of_start_it_goes_on_and_ends_only_the_maintenance_that_it_began()
    {
        site.Note("Instances do not end");
        site.Stack.Sql(
            "atmo_prod",
            $"insert into {AtmosphereSite.Table("atmo_prod")} (title, message, start_date) values ('Power cut', 'by somebody else', now() + interval '5 seconds')"
        );
        await using var requests = new Load(site.TryAskAsync);
        using (var killed = site.Begin(["--target=Release", "--version=36-4"], "36-7"))
        {
            await UntilAsync(
                killed,
                "36-4",
                "\"event\":\"step-started\",\"step\":\"start/service:atmosphere\""
            );
            killed.Kill();
        }

        site.ActiveRecords("atmo_prod").ShouldBe(["Power cut", "v36-4 deployment [release]"]);
        using (var other = await site.RunAsync(["--target=Release"]))
        {
            // Without its variable Troposphere would be the old one, beside the new Atmosphere.
            other.ExitCode.ShouldBe(1, other.Output);
            other.Output.ShouldContain("for troposphere, and goes on with none");
        }

        using var run = await site.RunAsync(["--target=Release"], "36-7");

        run.ExitCode.ShouldBe(0, run.Output);
        run.Output.ShouldContain("LIVE");
        run.Output.ShouldContain("somebody else keeps them out");
        (await requests.StopAsync()).Except(site.Requests()).ShouldBeEmpty("an acknowledged row is lost");
        site.ActiveRecords("atmo_prod").ShouldBe(["Power cut"]);
        site.ActiveRecords("troposphere").ShouldBeEmpty();
        ImagesOfBoth()
            .ShouldBe([
                site.Images.IdOf(site.Images.Atmosphere("36-4")),
                site.Images.IdOf(site.Images.Troposphere("36-7")),
            ]);
        // A2: of two releases, as the site says, and of no more.
        site.Stack.ImagesWith(SnapshotLabel)
            .Select(image => image[^4..])
            .Order()
            .ShouldBe(["36-3", "36-3", "36-4", "36-4"]);
    }

    private List<string> ImagesOfBoth() => [.. Both.Select(service => site.Stack.Find(service).Image)];

    private async Task UntilAsync(ToolRun run, string version, string step)
    {
        while (
            site.Journal() is var journal
            && !(
                journal.Contains(version, StringComparison.Ordinal)
                && journal.Contains(step, StringComparison.Ordinal)
            )
        )
        {
            run.HasEnded.ShouldBeFalse(run.Output);
            await Task.Delay(20);
        }
    }
}
