using Cake.Frosting.Release.Changelogs;
using Cake.Frosting.Release.Git;
using Cake.Frosting.Release.Steps;
using Cake.Frosting.Release.Tests.Git;

namespace Cake.Frosting.Release.Tests.Changelogs;

public sealed class PullRequestEntriesTests
{
    private GitSandbox sandbox = null!;

    [SetUp]
    public void SetUp() => sandbox = GitSandbox.Create();

    [TearDown]
    public void TearDown() => sandbox.Dispose();

    [TestCase("Merge pull request #12 from ann/carts\n\nCarts can be shared", "12", "Carts can be shared")]
    [TestCase("Merge pull request #12 from ann/carts", "12", "Merge pull request #12 from ann/carts")]
    [TestCase("Carts can be shared (#12)", "12", "Carts can be shared")]
    [TestCase("Merge branch 'carts' into 'main'\n\nCarts\n\nSee merge request shop/shop!12", "12", "Carts")]
    [TestCase("Merged in carts (pull request #12)\n\nCarts", "12", "Carts")]
    [TestCase("Merged PR 12: Carts", "12", "Carts")]
    public void A_pull_request_is_known_by_its_merge(string message, string number, string title)
    {
        var merged = MergedRequest.Read(new GitCommit("a", message))!;

        (merged.Number, merged.Title).ShouldBe((number, title));
    }

    [TestCase("Merge branch 'carts'")]
    [TestCase("Carts (see #12)")]
    [TestCase("Carts #12")]
    public void Other_commits_are_none(string message) =>
        MergedRequest.Read(new GitCommit("a", message)).ShouldBeNull();

    [Test]
    public async Task Merged_and_squashed_ones_are_entries_and_their_commits_are_not()
    {
        Merge(7, "feat(cart): carts can be shared", "wip", "more wip");
        sandbox.Commit("Prices are right again (#8)");
        sandbox.Commit("a direct push");

        (await ReadAsync()).ShouldBe([
            "Added: **cart:** carts can be shared (#7)",
            "Changed: Prices are right again (#8)",
        ]);
    }

    [Test]
    public async Task Labels_decide_where_the_host_knows_them()
    {
        sandbox.Commit("One (#1)");
        sandbox.Commit("Two (#2)");
        sandbox.Commit("Three (#3)");
        sandbox.Commit("Four (#4)");
        var options = new EntryOptions
        {
            Sections = new Dictionary<string, string>
            {
                ["enhancement"] = "Added",
                ["bug"] = "Fixed",
                ["skip-changelog"] = "none",
            },
            Template = new EntryTemplate("{breaking}{subject}{ by @|author|}"),
        };
        var host = new Host
        {
            ["1"] = new("One, renamed", "ann", ["bug"]),
            ["2"] = new("Two", "bob", ["skip-changelog"]),
            ["3"] = new("Three", "bob", ["Enhancement", "breaking-change"]),
        };

        (await ReadAsync(options, host)).ShouldBe([
            "Added: **BREAKING:** Three by @bob",
            "Fixed: One, renamed by @ann",
            "Changed: Four by @Ann Releaser",
        ]);
    }

    private void Merge(int number, string title, params string[] commits)
    {
        sandbox.Git("switch", "--quiet", "--create", $"b{number}");
        foreach (var commit in commits)
        {
            sandbox.Commit(commit);
        }

        sandbox.Git("switch", "--quiet", "main");
        sandbox.Git(
            "merge",
            "--quiet",
            "--no-ff",
            "--message",
            $"Merge pull request #{number} from ann/b{number}\n\n{title}",
            $"b{number}"
        );
    }

    private async Task<IEnumerable<string>> ReadAsync(
        EntryOptions? options = null,
        IPullRequests? host = null
    )
    {
        var source = new PullRequestEntries(
            sandbox.Repository,
            _ => Task.FromResult(new CommitRange(null)),
            options ?? new EntryOptions(),
            host
        );
        return (await source.ReadAsync(default)).Entries.Select(entry =>
            $"{entry.Section}: {entry.Markdown}"
        );
    }

    private sealed class Host : Dictionary<string, PullRequestDetails>, IPullRequests
    {
        public Task<IReadOnlyDictionary<string, PullRequestDetails>> DescribeAsync(
            IReadOnlyCollection<string> numbers,
            CancellationToken cancellationToken
        ) => Task.FromResult<IReadOnlyDictionary<string, PullRequestDetails>>(this);

        public IReadOnlyList<Instruction> Instruct(PullRequestDraft request) =>
            throw new NotSupportedException();

        public Task<PullRequest?> FindAsync(PullRequestDraft request, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<PullRequest> RequestAsync(
            PullRequestDraft request,
            StepContext context,
            CancellationToken cancellationToken
        ) => throw new NotSupportedException();
    }
}
