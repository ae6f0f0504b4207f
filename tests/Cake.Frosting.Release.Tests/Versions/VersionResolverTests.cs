using Cake.Frosting.Release.Changelogs;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Tests.Git;
using Cake.Frosting.Release.Versions;

namespace Cake.Frosting.Release.Tests.Versions;

public sealed class VersionResolverTests
{
    private const string Empty = "# Changelog\n\n## [Unreleased]\n\n## [1.3.0] - 2026-01-01\n\n- x\n";
    private GitSandbox sandbox = null!;

    [SetUp]
    public void SetUp()
    {
        sandbox = GitSandbox.Create();
        sandbox.Git("tag", "--annotate", "--message", "x", "v1.3.0");
    }

    [TearDown]
    public void TearDown() => sandbox.Dispose();

    [Test]
    public async Task The_changelog_comes_before_the_commits()
    {
        sandbox.Commit("feat!: breaking");

        var decision = await ResolveAsync("1.3.0");

        decision.ShouldBe(
            new VersionDecision(
                "1.4.0",
                "v1.4.0",
                "1.3.0",
                "minor, because CHANGELOG.md has entries under Added"
            )
        );
    }

    [Test]
    public async Task Without_entries_the_commits_since_the_last_tag_decide()
    {
        sandbox.Write("CHANGELOG.md", Empty);
        sandbox.Commit("fix: something");

        var decision = await ResolveAsync("1.3.0");

        decision.Version.ShouldBe("1.3.1");
        decision.Because.ShouldMatch("^patch, because commit [0-9a-f]{9} says \"fix: something\"$");
    }

    [Test]
    public async Task A_bump_comes_before_the_changelog()
    {
        sandbox.Commit("Later");

        (await ResolveAsync("1.3.0", new VersionRequest { Bump = VersionBump.Major })).ShouldBe(
            new VersionDecision("2.0.0", "v2.0.0", "1.3.0", "major, because --bump=major was given")
        );
    }

    [Test]
    public async Task A_version_comes_before_everything()
    {
        sandbox.Commit("Later");

        (
            await ResolveAsync("1.3.0", new VersionRequest { Version = "7.0.0", Bump = VersionBump.Major })
        ).ShouldBe(new VersionDecision("7.0.0", "v7.0.0", "1.3.0", "given by --version"));
    }

    [TestCase("1.3.0", "The version 1.3.0 is live already.")]
    [TestCase("1.2.9", "The version 1.2.9 is not greater than 1.3.0, the last one.")]
    [TestCase("1.4", "'1.4' (--version) is not a version by semver: column 4: the patch number is missing.")]
    [TestCase(
        "v1.4.0",
        "'v1.4.0' (--version) is not a version by semver: column 1: the prefix 'v' belongs to the tag, not to the version."
    )]
    [TestCase(
        "--bump",
        "'--bump' (--version) is not a version by semver: column 1: the major number is missing."
    )]
    public async Task A_version_that_will_not_do_is_refused(string version, string problem)
    {
        sandbox.Commit("Later");

        var refused = await Should.ThrowAsync<ReleaseRefusedException>(
            ResolveAsync("1.3.0", new VersionRequest { Version = version })
        );

        refused.Problem.ShouldBe(problem);
        refused.WayOut.ShouldNotBeEmpty();
    }

    [Test]
    public async Task A_version_tagged_elsewhere_is_refused()
    {
        sandbox.Git("tag", "v1.9.0");
        var at = sandbox.Git("rev-parse", "HEAD")[..9];
        sandbox.Commit("Later");

        var refused = await Should.ThrowAsync<ReleaseRefusedException>(
            ResolveAsync("1.3.0", new VersionRequest { Version = "1.9.0" })
        );

        refused.Problem.ShouldBe($"The tag v1.9.0 exists already, at {at} and not at HEAD.");
    }

    [Test]
    public async Task A_release_published_at_this_commit_and_not_live_is_offered_again()
    {
        await new ReleaseHarness(sandbox).RunAsync();

        foreach (
            var request in new[]
            {
                new VersionRequest(),
                new() { Bump = VersionBump.Minor },
                new() { Version = "1.4.0" },
            }
        )
        {
            var decision = await ResolveAsync("1.3.0", request);
            decision.Version.ShouldBe("1.4.0");
            decision.IsContinued.ShouldBeTrue();
        }

        (await ResolveAsync("1.3.0")).Because.ShouldBe(
            "the tag v1.4.0 is at this commit and 1.4.0 is not live yet"
        );
    }

    [Test]
    public async Task A_release_killed_between_commit_and_tag_is_offered_again()
    {
        var harness = new ReleaseHarness(sandbox);
        foreach (var step in harness.Steps.Take(2))
        {
            await step.Act(harness.Context, default);
        }

        (await ResolveAsync("1.3.0")).ShouldBe(
            new VersionDecision(
                "1.4.0",
                "v1.4.0",
                "1.3.0",
                "CHANGELOG.md has a section for it and there is no tag v1.4.0 yet",
                true
            )
        );
    }

    [Test]
    public async Task Once_it_is_live_there_is_nothing_to_release()
    {
        await new ReleaseHarness(sandbox).RunAsync();

        var refused = await Should.ThrowAsync<ReleaseRefusedException>(ResolveAsync("1.4.0"));

        refused.Message.ShouldBe(
            "There is nothing to release: no commit since v1.4.0 and nothing unreleased in the changelog.\n"
                + "→ To release all the same, choose the version with --version=X.Y.Z or --bump=patch."
        );
    }

    [Test]
    public async Task After_a_failed_release_was_mended_the_next_version_follows_the_published_one()
    {
        await new ReleaseHarness(sandbox).RunAsync();
        sandbox.Write(
            "CHANGELOG.md",
            sandbox
                .Read("CHANGELOG.md")
                .Replace(
                    "## [Unreleased]\n",
                    "## [Unreleased]\n\n### Fixed\n\n- It.\n",
                    StringComparison.Ordinal
                )
        );
        sandbox.Commit("Mend it");

        (await ResolveAsync("1.3.0")).Version.ShouldBe("1.4.1");
    }

    [Test]
    public async Task Tags_of_other_branches_do_not_count()
    {
        sandbox.Git("switch", "--quiet", "--create", "next");
        sandbox.Commit("Two");
        sandbox.Git("tag", "v2.0.0");
        sandbox.Git("switch", "--quiet", "main");
        sandbox.Commit("fix: on the old line");

        (await ResolveAsync("1.3.0")).Version.ShouldBe("1.4.0");
    }

    [Test]
    public async Task A_version_planned_in_the_heading_is_taken()
    {
        sandbox.Write("CHANGELOG.md", "## 1.17.0 (Unreleased)\n\n- x\n\n## 1.3.0 (2026-01-01)\n");
        sandbox.Commit("Plan");

        (await ResolveAsync("1.3.0")).ShouldBe(
            new VersionDecision("1.17.0", "v1.17.0", "1.3.0", "CHANGELOG.md plans it in line 1")
        );
    }

    [Test]
    public async Task The_first_release_begins_at_the_configured_version()
    {
        using var fresh = GitSandbox.Create();
        var resolver = new VersionResolver(fresh.Repository, null, new VersionRequest { First = "0.1.0" });

        (await resolver.ResolveAsync(null)).ShouldBe(
            new VersionDecision(
                "0.1.0",
                "v0.1.0",
                null,
                "the first release, because there is no earlier version"
            )
        );
    }

    [Test]
    public async Task Other_schemes_and_tags_are_followed()
    {
        sandbox.Git("tag", "v36-9");
        sandbox.Git("tag", "v36-10");
        sandbox.Write("CHANGELOG.md", Empty);
        sandbox.Commit("fix: x");

        (await ResolveAsync(null, new VersionRequest { Scheme = new MajorMinorScheme() })).Version.ShouldBe(
            "36-11"
        );
    }

    private Task<VersionDecision> ResolveAsync(string? live, VersionRequest? request = null) =>
        new VersionResolver(
            sandbox.Repository,
            new ChangelogFile(sandbox.Work).Parse(),
            request ?? new VersionRequest()
        ).ResolveAsync(live);
}
