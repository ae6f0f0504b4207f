using Cake.Frosting.Release.Changelogs;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;
using Cake.Frosting.Release.Tests.Git;

namespace Cake.Frosting.Release.Tests.Changelogs;

public sealed class FragmentEntriesTests
{
    private GitSandbox sandbox = null!;

    [SetUp]
    public void SetUp()
    {
        sandbox = GitSandbox.Create("## [Unreleased]\n\n## [1.3.0] - 2026-01-01\n\n### Added\n\n- x\n");
        Directory.CreateDirectory(Path.Combine(sandbox.Work, "changelog.d"));
    }

    [TearDown]
    public void TearDown() => sandbox.Dispose();

    [Test]
    public async Task Each_file_is_an_entry_where_its_name_says()
    {
        Write("12.fixed.md", "- Prices\n  are right.\n");
        Write("3.added.md", "Carts can be shared.\n\nSee the manual.");
        Write("search.added.md", "* Search, in #7.");
        Write("README.md", "How to write them.");
        Write(".gitkeep", "");

        (await Source.ReadAsync(default))
            .Entries.Select(entry => $"{entry.Section}: {entry.Markdown}")
            .ShouldBe([
                "Added: Carts can be shared. (#3)\n\nSee the manual.",
                "Added: Search, in #7.",
                "Fixed: Prices\n  are right. (#12)",
            ]);
    }

    [TestCase("12.md", "x", "the file's name does not say where its entry belongs")]
    [TestCase("12.improved.md", "x", "the file's name does not say where its entry belongs")]
    [TestCase("12.added.md", " \n", "the file is empty")]
    [TestCase("12.added.md", "x\n## y", "(2,1): a heading would end the entry")]
    public async Task A_file_that_makes_no_entry_is_refused_by_its_name(
        string name,
        string text,
        string problem
    )
    {
        Write(name, text);

        var refused = await Should.ThrowAsync<ReleaseRefusedException>(() => Source.ReadAsync(default));

        refused.Message.ShouldStartWith($"changelog.d/{name}(");
        refused.Message.ShouldContain(problem);
    }

    [Test]
    public async Task The_release_commit_has_the_entries_and_no_longer_the_files()
    {
        Commit();

        var harness = new ReleaseHarness(sandbox, source: Source);
        await harness.RunAsync();

        sandbox
            .Git("show", "--format=", "--name-status", "HEAD")
            .ShouldBe("M\tCHANGELOG.md\nD\tchangelog.d/1.added.md\nD\tchangelog.d/2.fixed.md");
        sandbox
            .Read("CHANGELOG.md")
            .ShouldContain("### Added\n\n- One. (#1)\n\n### Fixed\n\n- Two. (#2)\n\n## [1.3.0]");
        sandbox.Git("status", "--porcelain").ShouldBe("");
        (await harness.ProbeAsync("changelog/edit")).State.ShouldBe(ProbeState.Done);
        (await harness.ProbeAsync("changelog/commit")).State.ShouldBe(ProbeState.Done);
    }

    [Test]
    public async Task Undo_brings_the_files_back()
    {
        Commit();
        var harness = new ReleaseHarness(sandbox, source: Source);
        await harness.Steps[0].Act(harness.Context, default);
        await harness.Steps[1].Act(harness.Context, default);

        await harness.UndoAsync();

        sandbox.Git("status", "--porcelain").ShouldBe("");
        sandbox.Read("changelog.d/2.fixed.md").ShouldBe("Two.");
    }

    [Test]
    public async Task Killed_at_any_fact_or_between_files_it_still_ends_with_one_commit()
    {
        for (var kill = 0; ; kill++)
        {
            SetUpAgain();
            var written = new Dictionary<string, string>();
            var count = 0;
            var killed = new ReleaseHarness(sandbox, source: Source)
            {
                Facts = new Facts
                {
                    Recorded = (key, value) =>
                    {
                        if (count++ == kill)
                        {
                            throw new InvalidOperationException("killed");
                        }

                        written[key] = value;
                    },
                },
            };
            var ended = true;
            try
            {
                await killed.RunAsync();
            }
            catch (InvalidOperationException)
            {
                ended = false;
                if (
                    sandbox.Read("CHANGELOG.md").Contains("1.4.0")
                    && sandbox.Git("log", "-1", "--format=%s") == "Fragments"
                )
                {
                    // As if it had been killed between the two files.
                    sandbox.Git("checkout", "HEAD", "--", "changelog.d/2.fixed.md");
                }

                await new ReleaseHarness(sandbox, source: Source) { Facts = new Facts(written) }.RunAsync();
            }

            sandbox
                .GitIn(sandbox.Remote, "log", "--format=%s", "main")
                .ShouldBe("Release 1.4.0\nFragments\nBegin");
            sandbox.Git("status", "--porcelain").ShouldBe("");
            sandbox.Git("ls-files", "changelog.d").ShouldBe("");
            if (ended)
            {
                kill.ShouldBeGreaterThan(5);
                return;
            }
        }
    }

    private FragmentEntries Source => new(sandbox.Work);

    private void SetUpAgain()
    {
        sandbox.Dispose();
        SetUp();
        Commit();
    }

    private void Commit()
    {
        Write("1.added.md", "One.");
        Write("2.fixed.md", "Two.");
        sandbox.Commit("Fragments");
        sandbox.Git("push", "--quiet", "origin", "main");
    }

    private void Write(string name, string text) => sandbox.Write($"changelog.d/{name}", text);
}
