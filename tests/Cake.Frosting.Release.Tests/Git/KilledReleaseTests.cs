using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Tests.Git;

/// <summary>A release is killed before and after each of its effects; the next run must end with one of everything.</summary>
public sealed class KilledReleaseTests
{
    private static readonly string[] Effects = ["commit", "tag", "push"];

    public static IEnumerable<TestCaseData> Kills() =>
        from effect in Effects
        from after in new[] { false, true }
        from journalLost in new[] { false, true }
        select new TestCaseData(effect, after, journalLost);

    [TestCaseSource(nameof(Kills))]
    public async Task The_next_run_ends_with_one_commit_and_one_tag(
        string effect,
        bool after,
        bool journalLost
    )
    {
        using var sandbox = GitSandbox.Create();
        var killed = await KillAsync(sandbox, effect, after);

        var next = new ReleaseHarness(sandbox)
        {
            Facts = journalLost ? new Facts() : new Facts(killed.Facts.All),
        };
        await next.RunAsync();

        sandbox.Git("log", "--format=%s").ShouldBe("Release 1.4.0\nBegin");
        sandbox.Git("tag").ShouldBe("v1.4.0");
        sandbox.GitIn(sandbox.Remote, "log", "--format=%s", "main").ShouldBe("Release 1.4.0\nBegin");
        sandbox.GitIn(sandbox.Remote, "tag").ShouldBe("v1.4.0");
        sandbox.Read("CHANGELOG.md").Split("## [1.4.0]").Length.ShouldBe(2);
    }

    [TestCaseSource(nameof(Kills))]
    public async Task Or_undo_brings_back_what_was_there_unless_it_is_published(
        string effect,
        bool after,
        bool _
    )
    {
        using var sandbox = GitSandbox.Create();
        var killed = await KillAsync(sandbox, effect, after);

        var undoing = new ReleaseHarness(sandbox) { Facts = new Facts(killed.Facts.All) };
        await undoing.UndoAsync();

        var isPublished = effect == "push" && after;
        sandbox.Git("log", "--format=%s").ShouldBe(isPublished ? "Release 1.4.0\nBegin" : "Begin");
        sandbox.Git("tag").ShouldBe(isPublished ? "v1.4.0" : "");
        sandbox.Git("status", "--porcelain").ShouldBe("");
    }

    [Test]
    public async Task Killed_at_any_fact_written_it_still_ends_with_one_of_everything()
    {
        for (var fact = 0; ; fact++)
        {
            using var sandbox = GitSandbox.Create();
            var written = new Dictionary<string, string>();
            var count = 0;
            var killed = new ReleaseHarness(sandbox)
            {
                Facts = new Facts
                {
                    Recorded = (key, value) =>
                    {
                        if (count++ == fact)
                        {
                            throw new KilledException();
                        }

                        written[key] = value;
                    },
                },
            };
            try
            {
                await killed.RunAsync();
                fact.ShouldBeGreaterThan(4);
                return;
            }
            catch (KilledException)
            {
                await new ReleaseHarness(sandbox) { Facts = new Facts(written) }.RunAsync();
                sandbox.GitIn(sandbox.Remote, "log", "--format=%s", "main").ShouldBe("Release 1.4.0\nBegin");
                sandbox.GitIn(sandbox.Remote, "tag").ShouldBe("v1.4.0");
            }
        }
    }

    private static async Task<ReleaseHarness> KillAsync(GitSandbox sandbox, string effect, bool after)
    {
        var harness = new ReleaseHarness(sandbox);
        void Kill(Command command)
        {
            if (command.Arguments.Contains(effect))
            {
                throw new KilledException();
            }
        }

        sandbox.Runner.Before = after ? null : Kill;
        sandbox.Runner.After = after ? Kill : null;
        await Should.ThrowAsync<KilledException>(harness.RunAsync());
        sandbox.Runner.Before = sandbox.Runner.After = null;
        return harness;
    }

#pragma warning disable CA1064 // Nobody else can meet it.
    private sealed class KilledException : Exception;
#pragma warning restore CA1064
}
