using Recipes.Tests.Harness;

namespace Recipes.Tests;

/// <summary>A way back from a release that is live, after others were tried.</summary>
internal sealed class QuickstartLateRollbackTests
{
    [Test]
    public async Task A_way_back_from_what_is_live_goes_on_after_a_kill_though_a_newer_release_came_to_nothing()
    {
        await using var shop = new QuickstartWorkspace();
        await shop.ReleaseAsync();
        var before = await shop.ServedVersionAsync();
        await shop.ReleaseAsync();
        var live = shop.JournalFile()!;
        shop.CommitFile("migrations/0902_broken.sql", "select nope;\n");
        using var failed = await shop.RunAsync("--target=Release");
        failed.ExitCode.ShouldBe(1, failed.Output);
        shop.Git("revert", "--no-edit", "HEAD");
        using (var back = shop.Start("--target=Rollback", "--accept-data-loss"))
        {
            while (!back.HasEnded && !shop.Journal(live).Contains("undo-started", StringComparison.Ordinal))
            {
                await Task.Delay(2);
            }

            back.Kill();
        }

        using var status = await shop.RunAsync("--target=Status");
        status.Output.ShouldContain("Go on with: ./build.sh --target=Rollback");
        using var other = await shop.RunAsync("--target=Prune");
        other.Output.ShouldContain("is unfinished");
        using var next = await shop.RunAsync("--target=Release");

        next.ExitCode.ShouldBe(2, next.Output);
        next.Output.ShouldContain("The way back goes on");
        (await shop.ServedVersionAsync()).ShouldBe(before);
    }
}
