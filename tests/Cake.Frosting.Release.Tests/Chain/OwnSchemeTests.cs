using Cake.Core;
using Cake.Frosting.Release.Chain;
using Cake.Frosting.Release.Composing;
using Cake.Frosting.Release.Steps;
using Cake.Frosting.Release.Tests.Git;

namespace Cake.Frosting.Release.Tests.Chain;

/// <summary>A recipe brings a version scheme of its own, and everything from plan to tag goes by it.</summary>
public sealed class OwnSchemeTests
{
    private static readonly TimeProvider Clock = new Today();

    private GitSandbox sandbox = null!;
    private StringWriter output = null!;

    [SetUp]
    public void SetUp() => (sandbox, output) = (GitSandbox.Create(), new StringWriter());

    [TearDown]
    public void TearDown()
    {
        sandbox.Dispose();
        output.Dispose();
    }

    // A number with a letter is no heading of a release in any other changelog: here it is.
    [TestCase(
        "weekly",
        "## [2026-W46.3] - 2026-11-13",
        "weekly/2026-W46.3",
        "2026-W47.1",
        "weekly/2026-W47.1"
    )]
    [TestCase("letters", "## [12c] - 2026-11-13", "r12c", "13", "r13")]
    public async Task Plan_changelog_and_tag_go_by_it(
        string recipe,
        string old,
        string lastTag,
        string next,
        string tag
    )
    {
        Project(
            recipe,
            $"# Changelog\n\n## [Unreleased]\n\n### Added\n\n- New.\n\n{old}\n\n- Old.\n",
            lastTag
        );

        await RunAsync("--dryrun");
        output.ToString().ShouldContain($"+## [{next}] - ");
        sandbox.Git("status", "--porcelain").ShouldBe("");

        await RunAsync();
        sandbox.Read("CHANGELOG.md").ShouldStartWith($"# Changelog\n\n## [Unreleased]\n\n## [{next}] - ");
        sandbox.GitIn(sandbox.Remote, "tag", "--points-at", "main").ShouldBe(tag);

        await RunAsync();
        output.ToString().ShouldContain("skipped: done in an earlier run");
        sandbox.GitIn(sandbox.Remote, "tag").Split('\n').Length.ShouldBe(2);
    }

    [TestCase("weekly", "2026-W47.1", "2026-W47.2")]
    [TestCase("letters", "12z", "13")]
    [TestCase("letters", "9", "10")]
    public async Task The_last_one_is_found_by_its_order_and_not_by_that_of_texts(
        string recipe,
        string last,
        string next
    )
    {
        var prefix = recipe == "letters" ? "r" : "weekly/";
        Project(recipe, "## [Unreleased]\n\n### Added\n\n- New.\n", $"{prefix}{last}");
        sandbox.Git("tag", recipe == "letters" ? "r2" : "weekly/2026-W09.9", "HEAD^");

        await RunAsync();

        sandbox.GitIn(sandbox.Remote, "tag", "--points-at", "main").ShouldBe($"{prefix}{next}");
    }

    [Test]
    public async Task A_version_of_another_scheme_is_refused_with_an_example_of_this_one()
    {
        Project("letters", "## [Unreleased]\n\n- New.\n", "r1");

        var refused = await Should.ThrowAsync<CakeException>(() => RunAsync("--version=1.2.3"));

        refused.Message.ShouldContain("1.2.3");
        refused.Message.ShouldContain("12c");
    }

    private void Project(string recipe, string changelog, string lastTag)
    {
        sandbox.Git("tag", lastTag);
        sandbox.Write("release.yml", $"recipe: {recipe}\nproject: shop\n");
        sandbox.Write("CHANGELOG.md", changelog);
        sandbox.Commit("feat: something new");
        sandbox.Git("push", "--quiet", "origin", "main", lastTag);
    }

    private async Task RunAsync(params string[] more)
    {
        IReadOnlyList<IRecipe> recipes = [new WeeklyRecipe(Clock), new LettersRecipe()];
        var tool = new Tool(ReleaseArguments.Parse([$"--working={sandbox.Work}", .. more]), recipes)
        {
            Output = TextWriter.Synchronized(output),
            Time = Clock,
        };
        using var leash = tool.Leash;
        using var interruption = tool.Interruption;
        using var releaser = new Releaser(tool);
        foreach (var stage in new[] { Stage.Preflight, Stage.Changelog, Stage.Tag })
        {
            releaser.Describe(stage);
            if (!tool.Arguments.IsDryRun)
            {
                await releaser.RunStageAsync(stage);
            }
        }

        releaser.Close(0);
    }

    /// <summary>A day in the 47th week, whose clock goes on.</summary>
    private sealed class Today : TimeProvider
    {
        private readonly DateTimeOffset began = System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() =>
            new DateTimeOffset(2026, 11, 19, 12, 0, 0, TimeSpan.Zero) + (System.GetUtcNow() - began);
    }
}
