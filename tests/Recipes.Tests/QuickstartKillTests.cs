using Recipes.Tests.Harness;

namespace Recipes.Tests;

/// <summary>A release that is killed or interrupted in a step, and what can be done about it then.</summary>
[TestFixture]
internal sealed class QuickstartKillTests
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
    public async Task An_unfinished_release_can_be_taken_back()
    {
        var version = await shop.ServedVersionAsync();
        await KillInAsync("pull/current");
        using var back = await shop.RunAsync("--target=Rollback");
        back.ExitCode.ShouldBe(0, back.Output);
        (await shop.ServedVersionAsync()).ShouldBe(version);
        shop.Report().GetProperty("writes").GetProperty("lost").GetInt64().ShouldBe(0);
    }

    [Test]
    public async Task Killed_while_users_are_let_in_a_way_back_keeps_what_they_wrote()
    {
        shop.CommitFile("migrations/0901_mark.sql", "alter table products add column mark text;\n");
        shop.CommitFile("migrations/0901_mark.undo.sql", "alter table products drop column mark;\n");
        using (var run = StartUntil("verify/maintenance"))
        {
            run.Kill();
        }

        // Killed a moment later, it would have done this.
        File.Delete(shop.Maintenance);
        var order = await shop.OrderAsync();

        using var back = await shop.RunAsync("--target=Rollback");

        back.ExitCode.ShouldBe(0, back.Output);
        (await shop.QueryAsync<long>($"select count(*) from orders where id = '{order}'")).ShouldBe(1);
        (
            await shop.QueryAsync<long>(
                "select count(*) from information_schema.columns where table_name = 'products' and column_name = 'mark'"
            )
        ).ShouldBe(0);
    }

    [Test]
    public async Task Another_version_cannot_begin_while_one_is_unfinished()
    {
        await KillInAsync("backup/fetch");
        using var other = await shop.RunAsync("--target=Release", "--version=77.0.0");
        other.ExitCode.ShouldBe(1, other.Output);
        other.Output.ShouldContain("is unfinished, so 77.0.0 cannot begin");
        using var next = await shop.RunAsync("--target=Release");
        next.ExitCode.ShouldBe(0, next.Output);
    }

    [Test]
    public async Task Ctrl_c_stops_cleanly_and_says_where_the_release_stands()
    {
        using var run = StartUntil("backup/dump:shop");
        run.Signal("INT");
        await run.EndAsync();
        run.ExitCode.ShouldBe(130, run.Output);
        run.Output.ShouldContain("Interrupted by SIGINT in Backup");
        run.Output.ShouldContain("the old version serves");
        shop.Journal().ShouldContain("step-interrupted");
        using var next = await shop.RunAsync("--target=Release");
        next.ExitCode.ShouldBe(0, next.Output);
        next.Output.ShouldContain("It goes on from there");
    }

    [Test]
    public async Task A_release_can_wait_behind_any_stage_and_go_on()
    {
        // Twice: every other version has a migration, and with it a fence.
        for (var i = 0; i < 2; i++)
        {
            using var part = await shop.RunAsync("--target=Stop");
            part.ExitCode.ShouldBe(0, part.Output);
            part.Output.ShouldContain(
                "waits here. Go on with --target=Release, or back with --target=Rollback."
            );
            using var rest = await shop.RunAsync("--target=Release");
            rest.ExitCode.ShouldBe(0, rest.Output);
            rest.Output.ShouldContain("stopped in Stop");
            shop.Report().GetProperty("writes").GetProperty("lost").GetInt64().ShouldBe(0);
        }
    }

    [Test]
    public async Task A_second_release_at_the_same_time_is_refused_and_the_first_ends_live()
    {
        using var first = StartUntil("backup/dump:shop");
        using var second = await shop.RunAsync("--target=Release");
        second.ExitCode.ShouldBe(1, second.Output);
        second.Output.ShouldContain("This target is locked by");
        await first.EndAsync();
        first.ExitCode.ShouldBe(0, first.Output);
    }

    private async Task KillInAsync(string step)
    {
        using var run = StartUntil(step);
        run.Kill();
        await Task.CompletedTask;
    }

    /// <summary>Starts a release and returns once the journal says that a step has begun.</summary>
    private ToolRun StartUntil(string step)
    {
        var before = shop.JournalCount();
        var run = shop.Start("--target=Release");
        var line = $"\"event\":\"step-started\",\"step\":\"{step}\"";
        while (!run.HasEnded)
        {
            if (shop.JournalCount() > before && shop.Journal().Contains(line, StringComparison.Ordinal))
            {
                return run;
            }

            Thread.Sleep(2);
        }

        // A step without work in this release (no migration is pending in every other one) is not reached.
        return run;
    }
}
