using Cake.Frosting.Release.Tests.State;
using Recipes.Tests.Harness;

namespace Recipes.Tests;

/// <summary>The quickstart with journal, lock and freeze on a host over ssh.</summary>
[TestFixture]
internal sealed class QuickstartHostStateTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private QuickstartWorkspace shop = null!;
    private SshServer server = null!;

    private string HostDirectory => Path.Combine(shop.Root, "state of the host's \"shop\"");

    [OneTimeSetUp]
    public async Task SetUp()
    {
        server = SshServer.Start();
        shop = new QuickstartWorkspace();
        using var planned = await shop.RunAsync("--target=Plan");
        planned.ExitCode.ShouldBe(0, planned.Output);
        await File.AppendAllTextAsync(
            Path.Combine(shop.Workspace, "release.yml"),
            $"""

            state:
              host: {server.Address}
              directory: '{HostDirectory.Replace("'", "''", StringComparison.Ordinal)}'
              identity: {server.Identity}
              knownHosts: {server.KnownHosts}

            """
        );
    }

    [OneTimeTearDown]
    public async Task TearDown()
    {
        if (shop is not null)
        {
            await shop.DisposeAsync();
        }

        server?.Dispose();
    }

    [Test, Order(1)]
    public async Task A_release_that_loses_its_host_stops_says_so_and_goes_on_in_the_next_run()
    {
        using var run = await StartUntilAsync("backup/dump:shop", "--target=Release");

        server.KillConnections();
        await run.EndAsync();

        run.ExitCode.ShouldBeOneOf([1, 3], run.Output);
        run.Output.ShouldContain($"The connection to {server.Address}{HostDirectory} was lost");
        run.Output.ShouldContain("nothing more is begun");
        run.Output.ShouldContain("go on with --target=Release");
        shop.JournalCount().ShouldBe(0);

        using var next = await shop.RunAsync("--target=Release");
        next.ExitCode.ShouldBe(0, next.Output);
        next.Output.ShouldContain("has lost the lock, which is kept until what ran there has surely ended");
        next.Output.ShouldContain("It goes on from there");
        shop.Report().GetProperty("outcome").GetString().ShouldBe("LIVE");
        shop.Report().GetProperty("writes").GetProperty("lost").GetInt64().ShouldBe(0);
        File.ReadAllText(Path.Combine(HostDirectory, "lock")).ShouldBeEmpty();
    }

    [Test, Order(2)]
    public async Task While_one_releases_another_is_refused_and_a_freeze_holds_for_the_next()
    {
        using var run = await StartUntilAsync("preflight/", "--target=Release");

        using var second = await shop.RunAsync("--target=Release");
        second.ExitCode.ShouldBe(1, second.Output);
        second.Output.ShouldContain(
            $"This target is locked by {Environment.UserName}@{Environment.MachineName}"
        );
        second.Output.ShouldContain("with Release of quickstart 1.2.0 since");
        second.Output.ShouldContain("--wait-for-lock=10m");
        using var freeze = await shop.RunAsync("--target=Freeze", "--message=stock taking: it's Monday");
        freeze.ExitCode.ShouldBe(0, freeze.Output);

        await run.EndAsync();
        run.ExitCode.ShouldBe(0, run.Output);
        using var third = await shop.RunAsync("--target=Release");
        third.ExitCode.ShouldBe(1, third.Output);
        third.Output.ShouldContain("This target is frozen by");
        third.Output.ShouldContain("stock taking: it's Monday");
        third.Output.ShouldContain("--target=Unfreeze");
        using var status = await shop.RunAsync("--target=Status");
        status.ExitCode.ShouldBe(0, status.Output);
        status.Output.ShouldContain("Frozen");
        status.Output.ShouldContain("1.2.0");
        using var lifted = await shop.RunAsync("--target=Unfreeze");
        lifted.ExitCode.ShouldBe(0, lifted.Output);
        File.Exists(Path.Combine(HostDirectory, "freeze.json")).ShouldBeFalse();
        shop.Git("tag").ShouldNotContain("v1.3.0");
    }

    [Test, Order(3)]
    public async Task Lost_after_the_stop_it_needs_a_human_who_only_has_to_run_it_again()
    {
        using var run = await StartUntilAsync("migrate/sql:shop", "--target=Release");

        server.KillConnections();
        await run.EndAsync();

        run.ExitCode.ShouldBe(3, run.Output);
        run.Output.ShouldContain("the service may be down");
        run.Output.ShouldContain("go on with --target=Release, or back with --target=Rollback");
        using var back = await shop.RunAsync("--target=Rollback");
        back.ExitCode.ShouldBe(0, back.Output);
        shop.Report().GetProperty("outcome").GetString().ShouldBe("ROLLED-BACK");
        shop.Report().GetProperty("writes").GetProperty("lost").GetInt64().ShouldBe(0);
        File.ReadAllText(Path.Combine(HostDirectory, "lock")).ShouldBeEmpty();
    }

    private async Task<ToolRun> StartUntilAsync(string step, params string[] arguments)
    {
        var before = Journals().Length;
        var run = shop.Start(arguments);
        using var limit = new CancellationTokenSource(Limit);
        while (!run.HasEnded && !HasBegun(step, before))
        {
            await Task.Delay(20, limit.Token);
        }

        run.HasEnded.ShouldBeFalse(run.Output);
        return run;
    }

    private bool HasBegun(string step, int before) =>
        Journals() is var journals
        && journals.Length > before
        && File.ReadAllText(journals.Max(StringComparer.Ordinal)!)
            .Contains($"\"step-started\",\"step\":\"{step}", StringComparison.Ordinal);

    private string[] Journals() =>
        Directory.Exists(Path.Combine(HostDirectory, "journal"))
            ? Directory.GetFiles(Path.Combine(HostDirectory, "journal"))
            : [];
}
