using Recipes.Tests.Harness;

namespace Recipes.Tests;

/// <summary>Restores of a real shop that are only planned, that are killed, and of a database that is not there any more.</summary>
[TestFixture]
internal sealed class QuickstartRestoreKillTests
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

    [Test]
    public async Task A_dry_run_prints_every_command_and_changes_nothing()
    {
        var before = await shop.QueryAsync<long>("select count(*) from pg_database");
        using var dry = await shop.RunAsync("--target=Restore", "--backup=latest", "--dryrun");
        dry.ExitCode.ShouldBe(0, dry.Output);
        dry.Output.ShouldContain("Restore of shop from");
        dry.Output.ShouldContain("pg_restore");
        dry.Output.ShouldContain("Stop web");
        dry.Output.ShouldContain("RENAME TO \"shop_failed_");
        (await shop.QueryAsync<long>("select count(*) from pg_database")).ShouldBe(before);
    }

    [TestCase("restore/into:shop")]
    [TestCase("stop/service:web")]
    [TestCase("restore/swap:shop")]
    [TestCase("start/service:web")]
    public async Task Killed_anywhere_it_goes_on_and_the_service_is_up_again(string step)
    {
        var version = await shop.ServedVersionAsync();
        using (var run = StartUntil(step))
        {
            run.Kill();
        }

        using var release = await shop.RunAsync("--target=Release");
        release.ExitCode.ShouldBe(1, release.Output);
        release.Output.ShouldContain("A restore of the database shop is unfinished");
        using var status = await shop.RunAsync("--target=Status");
        status.Output.ShouldContain("of shop is unfinished; ./build.sh --target=Restore goes on with it");

        using var next = await shop.RunAsync("--target=Restore");
        next.ExitCode.ShouldBe(0, next.Output);
        next.Output.ShouldContain("was not finished, and goes on");
        (await shop.ServedVersionAsync()).ShouldBe(version);
        (
            await shop.QueryAsync<bool>(
                "select bool_and(datallowconn) from pg_database where datname = 'shop'"
            )
        ).ShouldBeTrue();
    }

    [TestCase("Prune")]
    [TestCase("Rehearse")]
    [TestCase("Rollback")]
    public async Task While_it_is_unfinished_nothing_else_goes_over_it_until_it_is_abandoned(string target)
    {
        using (var run = StartUntil("restore/into:shop"))
        {
            run.Kill();
        }

        using var other = await shop.RunAsync($"--target={target}");
        other.ExitCode.ShouldBe(1, other.Output);
        other.Output.ShouldContain("A restore of the database shop is unfinished");

        using var abandon = await shop.RunAsync("--target=Abandon");
        abandon.ExitCode.ShouldBe(0, abandon.Output);
        abandon.Output.ShouldContain("The restore of shop from");
        abandon.Output.ShouldContain("restore/into:shop: started");

        using var prune = await shop.RunAsync("--target=Prune", "--older-than=0s");
        prune.ExitCode.ShouldBe(0, prune.Output);
        (
            await shop.QueryAsync<long>("select count(*) from pg_database where datname ~ '_restore$'")
        ).ShouldBe(0);
    }

    [Test]
    public async Task A_database_that_was_dropped_by_accident_comes_back_and_is_served()
    {
        var version = await shop.ServedVersionAsync();
        await shop.ExecuteAsync("drop database shop with (force)");

        using var restored = await shop.RunAsync("--target=Restore", "--backup=latest");

        restored.ExitCode.ShouldBe(0, restored.Output);
        (await shop.QueryAsync<long>("select count(*) from orders")).ShouldBeGreaterThan(0);
        (await shop.ServedVersionAsync()).ShouldBe(version);
    }

    /// <summary>Starts a restore and returns once its journal says that a step has begun.</summary>
    private ToolRun StartUntil(string step)
    {
        var before = Journals().Count;
        var run = shop.Start("--target=Restore", "--backup=latest", "--accept-data-loss");
        var line = $"\"event\":\"step-started\",\"step\":\"{step}\"";
        while (!run.HasEnded)
        {
            if (
                Journals() is var journals
                && journals.Count > before
                && Read(journals[^1]).Contains(line, StringComparison.Ordinal)
            )
            {
                return run;
            }

            Thread.Sleep(2);
        }

        Assert.Fail($"It ended before {step}:\n{run.Output}");
        return run;
    }

    private List<string> Journals()
    {
        var directory = Path.Combine(shop.State, "journal");
        return Directory.Exists(directory)
            ? [.. Directory.EnumerateFiles(directory, "restore-*").Order(StringComparer.Ordinal)]
            : [];
    }

    private static string Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
