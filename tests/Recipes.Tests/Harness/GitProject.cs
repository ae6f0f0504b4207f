using Cake.Frosting.Release.Tests.GitHub;

namespace Recipes.Tests.Harness;

/// <summary>
/// A project of which changelog, version file, tag and release on GitHub are all there is: a real repository with a real
/// remote, and a double of GitHub that knows what was pushed.
/// </summary>
internal sealed class GitProject : IDisposable
{
    public GitProject(string more = "", string changelog = "## [Unreleased]\n\n### Added\n\n- One thing.\n")
    {
        GitCommand.Run(Root, "init", "--quiet", "--bare", "--initial-branch=main", Remote);
        GitCommand.Run(Root, "clone", "--quiet", Remote, Directory);
        Write("release.yml", Configuration(more));
        Write(".gitignore", "/releases\n/current\n/run\n/log\n/.release\n/dist\n");
        Write("package.json", "{\n  \"name\": \"shop\",\n  \"version\": \"1.3.0\"\n}\n");
        Git("config", "user.name", "Tester");
        Git("config", "user.email", "tester@example.org");
        Commit("Begin");
        Git("tag", "v1.3.0");
        Write("CHANGELOG.md", changelog);
        Commit("feat: one thing");
        Git("push", "--quiet", "origin", "main", "v1.3.0");
        GitHub.State.Tags.Clear();
        GitHub.State.PushedTags = () => GitCommand.Run(Remote, "tag").Split('\n');
        GitHub.State.PushedBranch = BranchOfRemote;
        GitHub.State.HasMore = (head, into) =>
            GitCommand.Run(Remote, "rev-list", "--count", $"{into}..{head}") != "0";
    }

    public string Root { get; } = System.IO.Directory.CreateTempSubdirectory("git-project-").FullName;

    public string Directory => Path.Combine(Root, "work");

    public string Remote => Path.Combine(Root, "remote.git");

    public GitHubDouble GitHub { get; } = new();

    public DoubleState State => GitHub.State;

    /// <summary>Variables of the environment of every run, besides the token.</summary>
    public Dictionary<string, string> Environment { get; } = new() { ["GITHUB_TOKEN"] = GitHubDouble.Token };

    public string? BranchOfRemote(string branch) =>
        GitCommand.Run(Remote, "for-each-ref", "--format=%(objectname)", $"refs/heads/{branch}")
            is { Length: > 0 } commit
            ? commit
            : null;

    public ToolRun Start(string directory, params string[] arguments) =>
        ToolRun.Start(Root, [$"--working={directory}", .. arguments], Environment);

    /// <summary>The lines of the newest journal; none where there is none yet.</summary>
    public IReadOnlyList<string> Journal()
    {
        var journals = Path.Combine(Directory, ".release", "journal");
        if (
            !System.IO.Directory.Exists(journals)
            || System.IO.Directory.GetFiles(journals) is not [_, ..] files
        )
        {
            return [];
        }

        using var stream = new FileStream(
            files.Max(StringComparer.Ordinal)!,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite
        );
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public Task<ToolRun> RunAsync(params string[] arguments) => Start(Directory, arguments).EndAsync();

    /// <summary>Merges a branch as the host of the repository would.</summary>
    /// <param name="branch">The branch of the remote.</param>
    /// <param name="how"><c>--squash</c> or <c>--no-ff</c>.</param>
    /// <param name="message">The message of the commit that comes of it.</param>
    public void Merge(string branch, string how, string message)
    {
        var host = Clone($"host-{Guid.NewGuid():N}");
        GitCommand.Run(host, "merge", "--quiet", "--no-commit", how, $"origin/{branch}");
        GitCommand.Run(host, "commit", "--quiet", $"--message={message}");
        GitCommand.Run(host, "push", "--quiet", "origin", "main");
    }

    public string Clone(string name)
    {
        var clone = Path.Combine(Root, name);
        GitCommand.Run(Root, "clone", "--quiet", Remote, clone);
        GitCommand.Run(clone, "config", "user.name", "Host");
        GitCommand.Run(clone, "config", "user.email", "host@example.org");
        return clone;
    }

    public string Commit(string message)
    {
        Git("add", "--all");
        Git("commit", "--quiet", "--allow-empty", $"--message={message}");
        return Git("rev-parse", "HEAD");
    }

    public void Push() => Git("push", "--quiet", "origin", "main");

    public string Git(params string[] arguments) => GitCommand.Run(Directory, arguments);

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Directory, file), text);

    public string Read(string file) => File.ReadAllText(Path.Combine(Directory, file));

    public void Dispose()
    {
        GitHub.Dispose();
        System.IO.Directory.Delete(Root, recursive: true);
    }

    private string Configuration(string more) =>
        $$"""
            project: shop
            version: { files: [{ file: package.json }] }
            github:
              repository: example/shop
              api: {{GitHub.Api}}
              token: secret:GITHUB_TOKEN
              checks: { requireGreen: false }
            {{more}}
            """;
}
