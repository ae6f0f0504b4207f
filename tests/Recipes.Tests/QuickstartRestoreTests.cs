using Recipes.Tests.Harness;

namespace Recipes.Tests;

/// <summary>The targets Restore and Prune on a real shop: nothing goes without having been counted.</summary>
[TestFixture]
internal sealed class QuickstartRestoreTests
{
    [Test]
    public async Task A_backup_comes_back_only_when_what_would_be_lost_is_accepted_and_the_old_is_kept_until_pruned()
    {
        await using var shop = new QuickstartWorkspace();
        var release = await shop.RunAsync("--target=Release");
        release.ExitCode.ShouldBe(0, release.Output);

        var which = await shop.RunAsync("--target=Restore");
        which.ExitCode.ShouldBe(1, which.Output);
        which.Output.ShouldContain("--backup=shop-");

        // The load of the release wrote rows after its backup.
        var refused = await shop.RunAsync("--target=Restore", "--backup=latest");
        refused.ExitCode.ShouldBe(1, refused.Output);
        refused.Output.ShouldContain("rows that came after the backup");
        refused.Output.ShouldContain("--accept-data-loss");
        var before = await shop.QueryAsync<long>("select count(*) from orders");

        var restored = await shop.RunAsync("--target=Restore", "--backup=latest", "--accept-data-loss");
        restored.ExitCode.ShouldBe(0, restored.Output);
        restored.Output.ShouldContain("What it held until now is kept as shop_failed_");
        (await shop.QueryAsync<long>("select count(*) from orders")).ShouldBeLessThan(before);

        var early = await shop.RunAsync("--target=Prune");
        early.Output.ShouldContain("There is nothing to remove that is older than 168h.");
        var pruned = await shop.RunAsync("--target=Prune", "--older-than=0s");
        pruned.ExitCode.ShouldBe(0, pruned.Output);
        pruned.Output.ShouldContain("Removed the database shop_failed_");
    }
}
