using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.GitHub;

/// <summary>The tool is killed before each request, and after each whose answer nobody reads any more.</summary>
public sealed class KilledTests
{
    [Test]
    public async Task Killed_at_any_request_the_next_run_ends_with_one_release(
        [Values] bool after,
        [Values] bool journalLost
    )
    {
        var kills = await ForEachRequestAsync(
            after,
            async harness =>
            {
                harness.Facts = journalLost ? new Facts() : new Facts(harness.Facts.All);
                await harness.RunAsync();

                harness.ShouldBeReleased();
                harness.Warnings.ShouldBeEmpty();
                harness.State.Deployments.ShouldHaveSingleItem().States.ShouldBe(["in_progress", "success"]);
            }
        );

        kills.ShouldBeGreaterThan(20);
        TestContext.Out.WriteLine($"killed {kills} times");
    }

    [Test]
    public async Task Killed_at_any_request_undo_leaves_no_draft_and_takes_back_nothing_published(
        [Values] bool after
    )
    {
        await ForEachRequestAsync(
            after,
            async harness =>
            {
                var published = harness.State.Releases.Any(release => !release.Draft);

                await harness.UndoAsync();

                harness.State.Releases.Count.ShouldBe(published ? 1 : 0);
                harness.State.Deployments.ShouldAllBe(deployment => deployment.States.Last() == "failure");
            }
        );
    }

    private static async Task<int> ForEachRequestAsync(bool after, Func<GitHubHarness, Task> then)
    {
        for (var request = 1; ; request++)
        {
            using var harness = new GitHubHarness { Handler = new DyingHandler(request, after) };
            try
            {
                await harness.RunAsync();
                return request - 1;
            }
            catch (KilledException)
            {
                harness.Handler = null;
                await then(harness);
            }
        }
    }
}
