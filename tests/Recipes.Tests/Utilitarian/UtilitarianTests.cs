using System.Globalization;
using Cake.Frosting.Release.Journal;
using Engine;
using Recipes.Tests.Stacks;

namespace Recipes.Tests.Utilitarian;

/// <summary>
/// Utilitarian's runbook as a recipe, on a real engine, under a load of writes: told in its order, each fault of the
/// hand-run upgrade by its number.
/// </summary>
[TestFixture]
[NonParallelizable]
internal sealed class UtilitarianTests
{
    private static readonly string[] OfTheImage =
    [
        "utilitarian-api",
        "utilitarian-worker",
        "utilitarian-beat",
    ];
    private static readonly string[] Kept = ["rabbitmq", "postgres", "dlms-udp-server"];
    private UtilitarianSite site = null!;
    private Found? found;
    private ReleaseRecord? record;

    [OneTimeSetUp]
    public void Start() => site = UtilitarianSite.Start();

    [OneTimeTearDown]
    public void End() => site?.Dispose();

    [Test, Order(1)]
    public async Task The_plan_reads_like_the_runbook_with_its_faults_mended()
    {
        using var plan = await site.RunAsync("--target=Plan", "--version=1.3.0");

        plan.ExitCode.ShouldBe(0, plan.Output);
        // U1, U2: backed up, restored and compared. U4: pulled before anything stops. U5, U6: in containers of the new image.
        Told.InOrder(
            plan.Output,
            "docker pull",
            "collectstatic",
            "manage.py compress",
            "pg_dump",
            "stop -t 120 utilitarian-worker",
            "manage.py migrate",
            "cp -a",
            "up -d"
        );
        plan.Output.ShouldNotContain(UtilitarianSite.Password);
        plan.Output.ShouldContain($"+  image: \"{site.Image("1.3.0")}\" # api, worker and beat");
    }

    [Test, Order(2)]
    public async Task A_defect_that_Compose_refuses_is_told_with_file_and_line_and_nothing_is_done_U9()
    {
        await RefusedAsync(
            file => file.Replace("volumes:\n  static:", "volumes:\n  - static", StringComparison.Ordinal),
            "volumes must be a mapping"
        );
        await RefusedAsync(
            file =>
                file.Replace(
                    "    command: [python, /app/edge.py]\n",
                    "    command: [python, /app/edge.py]\n    environment:\n      - A=b\n      -\n",
                    StringComparison.Ordinal
                ),
            "services.dlms-udp-server.environment"
        );
    }

    [Test, Order(2)]
    public async Task A_service_of_the_image_that_nobody_named_is_refused_by_name_U8_U10() =>
        await RefusedAsync(
            file =>
                file.Replace(
                    "\n  dlms-processor:\n",
                    "\n  utilitarian-flower:\n    <<: *app\n  dlms-processor:\n",
                    StringComparison.Ordinal
                ),
            "utilitarian-flower has the image"
        );

    [Test, Order(3)]
    public async Task A_migration_that_fails_ends_with_the_old_images_the_old_files_and_all_readings_U1_U3()
    {
        var (file, images) = (site.ComposeFile, ImagesOf(OfTheImage));
        var broker = site.Find("rabbitmq");
        await using var load = new MeterLoad(site);

        using var run = await site.RunAsync("--target=Release", "--version=1.1.0");

        run.ExitCode.ShouldBe(2, run.Output);
        run.Output.ShouldContain("ROLLED-BACK");
        run.Output.ShouldContain("only here it fails");
        run.Output.ShouldNotContain(UtilitarianSite.Password);
        site.ComposeFile.ShouldBe(file);
        ImagesOf(OfTheImage).ShouldBe(images);
        site.Find("rabbitmq").ShouldBe(broker);
        (await load.StopAsync()).Except(site.Readings()).ShouldBeEmpty("an acknowledged reading is lost");
        (await site.FrontAsync()).ShouldContain("Utilitarian 1.0.0");
        site.Sql(
                "select count(*) from information_schema.columns where table_name = 'meters_reading' and column_name = 'unit'"
            )
            .ShouldBe("0");
    }

    [Test, Order(2)]
    public async Task Readings_that_were_taken_after_the_backup_are_back_when_a_migration_has_destroyed_them_U1_U2_U3()
    {
        DestroyingVersion.Build(site);
        await using var load = new MeterLoad(site);

        using var run = await site.RunAsync("--target=Release", $"--version={DestroyingVersion.Number}");

        run.ExitCode.ShouldBe(2, run.Output);
        run.Output.ShouldContain("only here it fails");
        var record = Record();
        // The meters went on while the backup was proven, and until the API stopped.
        EndOf(record, "backup/dump:utilitarian")
            .ShouldBeLessThan(BeginOf(record, "stop/service:utilitarian-api"));
        record.Facts["backup/compare:utilitarian.verified"].ShouldBe("restore");
        var taken = await load.StopAsync();
        taken.ShouldNotBeEmpty();
        taken.Except(site.Readings()).ShouldBeEmpty("an acknowledged reading is lost");
    }

    [Test, Order(4)]
    public async Task A_version_that_fails_its_checks_gives_the_old_one_its_static_files_back_U3_U6_U10()
    {
        var before = await site.FrontAsync();
        var images = ImagesOf(OfTheImage);

        using var run = await site.RunAsync("--target=Release", "--version=1.2.0");

        run.ExitCode.ShouldBe(2, run.Output);
        run.Output.ShouldContain("the API answers from inside");
        ImagesOf(OfTheImage).ShouldBe(images);
        (await site.FrontAsync()).ShouldBe(before);
    }

    [Test, Order(5)]
    public async Task A_release_under_writes_is_live_and_loses_nothing_U1()
    {
        found = new Found(site.ComposeFile, [.. Kept.Select(site.Find)], site.Messages());
        site.Forget("1.3.0");
        await using var load = new MeterLoad(site);

        using var run = await site.RunAsync("--target=Release", "--version=1.3.0");

        run.ExitCode.ShouldBe(0, run.Output);
        run.Output.ShouldContain("LIVE");
        (await load.StopAsync()).Except(site.Readings()).ShouldBeEmpty("an acknowledged reading is lost");
        record = Record();
    }

    [Test, Order(6)]
    public void The_backup_is_restored_and_compared_before_anything_is_stopped_U2()
    {
        record!.Facts["backup/compare:utilitarian.verified"].ShouldBe("restore");
        EndOf(record, "backup/compare:utilitarian").ShouldBeLessThan(FirstStop(record));
    }

    [Test, Order(6)]
    public void The_image_that_the_engine_lacked_is_there_before_anything_is_stopped_and_is_fetched_once_U4()
    {
        EndOf(record!, "backup/fetch").ShouldBeLessThan(FirstStop(record!));
        record!
            .Steps.Where(step => step.Issued.Any(line => line.Contains(" pull ", StringComparison.Ordinal)))
            .Select(step => step.Id)
            .ShouldBe(["backup/fetch"]);
    }

    [Test, Order(6)]
    public void No_container_of_the_new_version_runs_before_the_database_is_migrated_U5()
    {
        var migrated = DateTimeOffset.Parse(
            site.Sql(
                "select to_char(max(applied) at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') from django_migrations"
            ),
            CultureInfo.InvariantCulture
        );
        foreach (var service in OfTheImage)
        {
            StartedAt(service).ShouldBeGreaterThan(migrated, service);
        }

        site.Sql(
                "select count(*) from information_schema.columns where table_name = 'meters_reading' and column_name = 'unit'"
            )
            .ShouldBe("1");
    }

    [Test, Order(6)]
    public async Task The_front_page_of_the_new_version_has_its_compressed_stylesheet_U6()
    {
        // Without collectstatic, compress has nothing; without a volume, the front page has no stylesheet.
        (await site.FrontAsync()).ShouldContain("Utilitarian 1.3.0");
        (await site.FrontAsync()).ShouldContain("/static/CACHE/css/");
    }

    [Test, Order(6)]
    public void The_broker_with_its_messages_the_database_and_the_edge_are_the_containers_that_they_were_U7()
    {
        Kept.Select(site.Find).ShouldBe(found!.Containers);
        site.Messages().ShouldBeGreaterThan(found.Messages);
    }

    [Test, Order(6)]
    public void All_services_of_the_image_have_one_version_and_the_file_every_other_byte_U8_U9()
    {
        ImagesOf(OfTheImage).Distinct().ShouldBe([site.IdOf(site.Image("1.3.0"))]);
        site.ComposeFile.ShouldBe(
            found!.ComposeFile.Replace(site.Image("1.0.0"), site.Image("1.3.0"), StringComparison.Ordinal)
        );
    }

    [Test, Order(7)]
    public async Task What_is_live_can_be_taken_back_by_hand_U3()
    {
        using var back = await site.RunAsync("--target=Rollback", "--accept-data-loss");

        back.ExitCode.ShouldBe(0, back.Output);
        ImagesOf(OfTheImage).Distinct().ShouldBe([site.IdOf(site.Image("1.0.0"))]);
        (await site.FrontAsync()).ShouldContain("Utilitarian 1.0.0");
    }

    [Test, Order(2)]
    public async Task Static_files_that_no_volume_keeps_are_refused_before_anything_is_done_U6() =>
        await RefusedAsync(
            file => file,
            "is on no volume",
            ("volume: /srv/static", "volume: /srv/elsewhere")
        );

    /// <summary>Refused in Preflight: nothing was changed, and the old version serves.</summary>
    private async Task RefusedAsync(
        Func<string, string> change,
        string expected,
        (string Old, string New)? setting = null
    )
    {
        var file = site.ComposeFile;
        var yml = Path.Combine(site.Root, "release.yml");
        var release = await File.ReadAllTextAsync(yml);
        var containers = OfTheImage.Select(site.Find).ToList();
        try
        {
            site.ComposeFile = change(file);
            if (setting is { } changed)
            {
                await File.WriteAllTextAsync(
                    yml,
                    $"{release}\ncompress:\n  - service: utilitarian-api\n    commands: [[python, manage.py, compress]]\n    {changed.New}\n"
                );
            }

            using var run = await site.RunAsync("--target=Release", "--version=1.3.0");

            run.ExitCode.ShouldBe(1, run.Output);
            run.Output.ShouldContain(expected);
            OfTheImage.Select(site.Find).ShouldBe(containers);
        }
        finally
        {
            site.ComposeFile = file;
            await File.WriteAllTextAsync(yml, release);
        }
    }

    private ReleaseRecord Record() =>
        new JournalStore(Path.Combine(site.Root, ".release", "journal")).ReadLatest()!;

    private static DateTimeOffset BeginOf(ReleaseRecord record, string step) =>
        Before(record.Steps.Single(each => each.Id == step)).StartedAt!.Value;

    private static DateTimeOffset EndOf(ReleaseRecord record, string step) =>
        Before(record.Steps.Single(each => each.Id == step)).EndedAt!.Value;

    /// <summary>A step as it was before it was taken back.</summary>
    private static StepRecord Before(StepRecord step) => step.BeforeUndo ?? step;

    private static DateTimeOffset FirstStop(ReleaseRecord record) =>
        record
            .Steps.Where(step => step.Id.StartsWith("stop/service", StringComparison.Ordinal))
            .Min(step => step.StartedAt)!
            .Value;

    private DateTimeOffset StartedAt(string service) =>
        DateTimeOffset.Parse(
            DockerEngine
                .Shared()
                .Docker("inspect", "--format", "{{.State.StartedAt}}", site.Find(service).Container),
            CultureInfo.InvariantCulture
        );

    private List<string> ImagesOf(IEnumerable<string> services) =>
        [.. services.Select(service => site.Find(service).Image)];

    /// <summary>What the release finds.</summary>
    private sealed record Found(
        string ComposeFile,
        IReadOnlyList<(string Container, string Image)> Containers,
        int Messages
    );
}
