using Cake.Frosting.Release.Changelogs;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Git;
using Cake.Frosting.Release.Tests.Git;

namespace Cake.Frosting.Release.Tests.Changelogs;

public sealed class CommitEntriesTests
{
    [TestCase("feat: carts can be shared", "Added: carts can be shared (a00000000)")]
    [TestCase("fix(api): no 500 any more", "Fixed: **api:** no 500 any more (a00000000)")]
    [TestCase("Fix: in capitals", "Fixed: in capitals (a00000000)")]
    [TestCase("perf: faster (#12)", "Changed: faster (#12)")]
    [TestCase("feat!: new routes", "Added: **BREAKING:** new routes (a00000000)")]
    [TestCase("chore(deps)!: no .NET 8", "Changed: **BREAKING:** **deps:** no .NET 8 (a00000000)")]
    [TestCase(
        "fix: x\n\nBody.\n\nBREAKING CHANGE: callers must\n  pass a y\nRefs: 12",
        "Fixed: **BREAKING:** x: callers must pass a y (a00000000)"
    )]
    [TestCase("chore: tidy", null)]
    [TestCase("docs: BREAKING news", null)]
    [TestCase("wip", null)]
    [TestCase("Merge pull request #7 from x/y\n\nfeat: a title", null)]
    public void A_commit_becomes_an_entry_by_its_type(string message, string? entry) =>
        Of(message).ShouldBe(entry is null ? [] : [entry]);

    [Test]
    public void Entries_stand_subsection_by_subsection_and_newest_first() =>
        Of("fix: four", "feat: three", "fix: two", "feat: one")
            .Select(entry => entry[..^12])
            .ShouldBe(["Added: three", "Added: one", "Fixed: four", "Fixed: two"]);

    [Test]
    public void A_commit_and_its_revert_leave_nothing()
    {
        Of($"Revert \"feat: x\"\n\nThis reverts commit {Id(1)}.", "feat: x", "fix: y")
            .ShouldBe(["Fixed: y (a00000002)"]);
        Of($"revert: feat: x\n\nRefs: {Id(1)[..9]}", "feat: x").ShouldBeEmpty();
        Of("Revert \"feat: x (#4)\" (#5)\n\nReverts shop/shop#4", "feat: x (#4)").ShouldBeEmpty();
    }

    [Test]
    public void The_revert_of_a_revert_gives_back_what_it_took() =>
        Of(
                $"Revert \"Revert \"feat: x\"\"\n\nThis reverts commit {Id(1)}.",
                $"Revert \"feat: x\"\n\nThis reverts commit {Id(2)}.",
                "feat: x"
            )
            .ShouldBe(["Added: x (a00000002)"]);

    [Test]
    public void The_revert_of_what_was_released_is_a_change() =>
        Of($"Revert \"feat: x\"\n\nThis reverts commit {new string('b', 40)}.")
            .ShouldBe(["Changed: Revert \"feat: x\" (a00000000)"]);

    [TestCase("{subject}", "x")]
    [TestCase("{subject}{ by |author|}", "x by Ann")]
    [TestCase("{**|scope|:** }{subject}", "x")]
    [TestCase("{subject} ({hash})", "x (a00000000)")]
    [TestCase(
        "{type}: {subject}{ ([#|number|](https://git.example.org/$))}",
        "feat: x ([#12](https://git.example.org/12))"
    )]
    public void A_template_says_how_an_entry_is_written(string template, string entry)
    {
        var options = new EntryOptions { Template = new EntryTemplate(template) };

        Entries(options, "feat: x (#12)").Single().Markdown.ShouldBe(entry);
    }

    [TestCase("{sbuject}", "has {sbuject} in column 1, which stands for nothing")]
    [TestCase("a {b|scope}", "has {b|scope} in column 3")]
    [TestCase("{subject} {scope", "opens a brace in column 11 and does not close it")]
    public void A_template_that_makes_no_sense_is_refused_with_its_column(string template, string problem)
    {
        var refused = Should.Throw<ConfigurationException>(() => new EntryTemplate(template));

        refused.Message.ShouldContain(problem);
        refused.WayOut.ShouldNotBeEmpty();
    }

    [TestCase("none", new string[0])]
    [TestCase("Inside", new[] { "Inside: tidy (a00000000)" })]
    public void The_configuration_says_which_types_belong_where(string section, string[] entries)
    {
        var options = new EntryOptions { Sections = new Dictionary<string, string> { ["chore"] = section } };

        Entries(options, "chore: tidy").Select(Show).ShouldBe(entries);
    }

    [Test]
    public void Commits_without_a_convention_can_have_a_place_too()
    {
        var options = new EntryOptions
        {
            Sections = new Dictionary<string, string> { ["other"] = "Changed" },
        };

        Entries(options, "Carts can be shared (#3)")
            .Select(Show)
            .ShouldBe(["Changed: Carts can be shared (#3)"]);
    }

    [Test]
    public async Task Only_commits_that_touch_a_path_count_for_one_project_of_several()
    {
        using var sandbox = GitSandbox.Create();
        sandbox.Git("tag", "v1.0.0");
        Directory.CreateDirectory(Path.Combine(sandbox.Work, "shop"));
        sandbox.Write("shop/a", "");
        sandbox.Commit("feat: of the shop");
        sandbox.Write("b", "");
        sandbox.Commit("feat: of another");
        var range = new CommitRange("refs/tags/v1.0.0") { Paths = ["shop"] };

        var generated = await new CommitEntries(
            sandbox.Repository,
            _ => Task.FromResult(range),
            new EntryOptions()
        ).ReadAsync(default);

        generated.Entries.Single().Markdown.ShouldStartWith("of the shop (");
        generated.Origin.ShouldBe("1 commit since v1.0.0 in shop");
    }

    private static IEnumerable<string> Of(params string[] messages) =>
        Entries(new EntryOptions(), messages).Select(Show);

    private static string Show(ChangelogEntry entry) => $"{entry.Section}: {entry.Markdown}";

    private static IReadOnlyList<ChangelogEntry> Entries(EntryOptions options, params string[] messages) =>
        new CommitEntries(null!, null!, options).Of([
            .. messages.Select((message, i) => new GitCommit(Id(i), message) { Author = "Ann" }),
        ]);

    private static string Id(int i) => $"a{i:00000000}{new string('0', 31)}";
}
