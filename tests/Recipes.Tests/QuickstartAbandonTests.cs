using Recipes.Tests.Harness;

namespace Recipes.Tests;

/// <summary>An unfinished release that nobody wants to finish or to take back.</summary>
[TestFixture]
internal sealed class QuickstartAbandonTests
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
    public async Task Without_an_unfinished_release_there_is_nothing_to_abandon()
    {
        using var run = await shop.RunAsync("--target=Abandon");
        run.ExitCode.ShouldBe(1, run.Output);
        run.Output.ShouldContain("There is no unfinished release or restore to abandon.");
    }

    [Test, Order(2)]
    public async Task A_release_that_was_abandoned_before_the_stop_is_not_in_the_way_of_the_next()
    {
        using (var part = await shop.RunAsync("--target=Backup"))
        {
            part.ExitCode.ShouldBe(0, part.Output);
        }

        using var abandon = await shop.RunAsync("--target=Abandon");
        abandon.ExitCode.ShouldBe(0, abandon.Output);
        abandon.Output.ShouldContain("1.2.0 stopped in Backup, step ");
        abandon.Output.ShouldContain("It is abandoned there.");
        abandon.Output.ShouldContain("1.1.0 serves now, and its health checks are content.");
        abandon.Output.ShouldContain("Not taken back, the last first");

        using var next = await shop.RunAsync("--target=Release");
        next.ExitCode.ShouldBe(0, next.Output);
        (await shop.ServedVersionAsync()).ShouldContain("1.2.0");
    }

    [Test, Order(3)]
    public async Task One_that_was_abandoned_after_the_stop_says_that_nobody_is_served_and_what_is_left_to_do()
    {
        using (var part = await shop.RunAsync("--target=Stop"))
        {
            part.ExitCode.ShouldBe(0, part.Output);
        }

        using var abandon = await shop.RunAsync("--target=Abandon");
        abandon.ExitCode.ShouldBe(0, abandon.Output);
        abandon.Output.ShouldContain("Users are NOT served now: web does not run.");
        abandon.Output.ShouldContain("Start web 1.2.0 again");

        using var status = await shop.RunAsync("--target=Status");
        status.Output.ShouldContain("ABANDONED");
        using var back = await shop.RunAsync("--target=Rollback");
        back.ExitCode.ShouldBe(1, back.Output);
        back.Output.ShouldContain("was abandoned where it stood");
    }
}
