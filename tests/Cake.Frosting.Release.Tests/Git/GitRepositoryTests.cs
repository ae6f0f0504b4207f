using Cake.Frosting.Release.Git;

namespace Cake.Frosting.Release.Tests.Git;

public sealed class GitRepositoryTests
{
    private GitSandbox sandbox = null!;

    [SetUp]
    public void SetUp() => sandbox = GitSandbox.Create();

    [TearDown]
    public void TearDown() => sandbox.Dispose();

    [Test]
    public async Task What_git_says_on_standard_error_does_not_get_between_the_commits()
    {
        sandbox.Commit("feat: one\n\nIts body.\n\nBREAKING CHANGE: so it is");
        sandbox.Runner.Environment["GIT_TRACE"] = "1";

        var commits = await sandbox.Repository.CommitsAsync(new CommitRange(null));

        commits.Select(commit => commit.Subject).ShouldBe(["feat: one", "Begin"]);
        commits[0].Message.ShouldBe("feat: one\n\nIts body.\n\nBREAKING CHANGE: so it is");
        commits[0].Author.ShouldBe("Ann Releaser");
        commits[0].Id.ShouldBe(sandbox.Git("rev-parse", "HEAD"));
    }

    [Test]
    public async Task Commits_come_with_whole_messages_newest_first()
    {
        sandbox.Git("tag", "v1.0.0");
        sandbox.Commit("feat: one\n\nWith a body\nof two lines.\n\nBREAKING CHANGE: it breaks");
        sandbox.Commit("fix: ünïcode");

        var commits = await sandbox.Repository.CommitsAsync(new CommitRange("refs/tags/v1.0.0"));

        commits
            .Select(commit => commit.Message)
            .ShouldBe([
                "fix: ünïcode",
                "feat: one\n\nWith a body\nof two lines.\n\nBREAKING CHANGE: it breaks",
            ]);
        commits[0].Id.ShouldBe(sandbox.Git("rev-parse", "HEAD"));
    }

    [Test]
    public async Task A_history_longer_than_a_command_result_keeps_all_of_it()
    {
        var stream = new System.Text.StringBuilder();
        var filler = new string('x', 400);
        for (var i = 1; i <= 12_000; i++)
        {
            var message = $"feat: number {i}\n\n{filler}";
            stream.Append(
                $"commit refs/heads/long\ncommitter A <a@example.org> {1_600_000_000 + i} +0000\ndata {message.Length}\n{message}\n"
            );
        }

        var import = new Cake.Frosting.Release.Commands.Command(
            "git",
            "-C",
            sandbox.Work,
            "fast-import",
            "--quiet"
        )
        {
            StandardInput = stream.ToString(),
        };
        await sandbox.Runner.RunAsync(sandbox.Repository.Place, import);

        var commits = await sandbox.Repository.CommitsAsync(new CommitRange(null, "refs/heads/long"));

        commits.Count.ShouldBe(12_000);
        commits[0].Subject.ShouldBe("feat: number 12000");
        commits[^1].Subject.ShouldBe("feat: number 1");
    }

    [Test]
    public async Task Twelve_thousand_tags_are_listed_by_prefix()
    {
        var head = sandbox.Git("rev-parse", "HEAD");
        var lines = Enumerable
            .Range(0, 12_000)
            .Select(i => $"create refs/tags/v1.{i / 100}.{i % 100} {head}")
            .Append($"create refs/tags/other-1 {head}");
        var update = new Cake.Frosting.Release.Commands.Command(
            "git",
            "-C",
            sandbox.Work,
            "update-ref",
            "--stdin"
        )
        {
            StandardInput = string.Join('\n', lines) + "\n",
        };
        await sandbox.Runner.RunAsync(sandbox.Repository.Place, update);
        sandbox.Git("pack-refs", "--all");

        (await sandbox.Repository.TagsAsync("v")).Count.ShouldBe(12_000);
        (await sandbox.Repository.TagsAsync("v", "HEAD")).Count.ShouldBe(12_000);
    }

    [Test]
    public async Task Tags_with_a_slash_in_their_prefix_or_behind_it_are_found()
    {
        sandbox.Git("tag", "release/v1.0.0");
        sandbox.Git("tag", "v/2");

        (await sandbox.Repository.TagsAsync("release/v")).ShouldBe(["release/v1.0.0"]);
        (await sandbox.Repository.TagsAsync("")).ShouldBe(["release/v1.0.0", "v/2"], ignoreOrder: true);
        (await sandbox.Repository.TagsAsync("v")).ShouldBe(["v/2"]);
    }

    [Test]
    public async Task An_annotated_tag_leads_to_its_commit_here_and_at_the_remote()
    {
        sandbox.Git("tag", "--annotate", "--message", "x", "v1.0.0");
        sandbox.Git("push", "--quiet", "origin", "v1.0.0");
        var head = sandbox.Git("rev-parse", "HEAD");

        (await sandbox.Repository.CommitOfTagAsync("v1.0.0")).ShouldBe(head);
        (await sandbox.Repository.RemoteAsync("origin", "main", "v1.0.0")).ShouldBe(
            new RemoteRefs(head, head)
        );
        (await sandbox.Repository.RemoteAsync("origin", "nowhere", "v9")).ShouldBe(
            new RemoteRefs(null, null)
        );
    }

    [Test]
    public async Task A_branch_of_the_same_name_does_not_stand_in_for_a_tag()
    {
        sandbox.Git("branch", "v1.0.0");

        (await sandbox.Repository.CommitOfTagAsync("v1.0.0")).ShouldBeNull();
    }

    [Test]
    public async Task Names_that_look_like_options_are_harmless()
    {
        (await sandbox.Repository.CommitOfAsync("--git-dir")).ShouldBeNull();
        (await sandbox.Repository.CommitOfTagAsync("-d")).ShouldBeNull();
        (await sandbox.Repository.TagsAsync("--contains")).ShouldBeEmpty();
        await Should.ThrowAsync<Release.Errors.ReleaseException>(
            sandbox.Repository.RemoteAsync("--upload-pack=touch pwned", "main", null)
        );
        File.Exists(Path.Combine(sandbox.Work, "pwned")).ShouldBeFalse();
    }

    [Test]
    public async Task A_worktree_and_a_submodule_are_repositories_like_any_other()
    {
        var tree = Path.Combine(sandbox.Root, "tree");
        sandbox.Git("worktree", "add", "--quiet", "-b", "side", tree);
        sandbox.Git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", sandbox.Remote, "sub");
        sandbox.Commit("Add a submodule");

        (await sandbox.In(tree).StatusAsync()).Branch.ShouldBe("side");
        var sub = await sandbox.In(Path.Combine(sandbox.Work, "sub")).StatusAsync();
        sub.Branch.ShouldBe("main");
        sub.Dirty.ShouldBeEmpty();
        (await sandbox.Repository.StatusAsync()).Dirty.ShouldBeEmpty();
    }

    [Test]
    public async Task A_project_in_a_subdirectory_knows_where_it_is()
    {
        var project = Directory.CreateDirectory(Path.Combine(sandbox.Work, "services", "shop")).FullName;

        var status = await sandbox.In(project).StatusAsync();

        status.Prefix.ShouldBe("services/shop/");
        status.TopLevel.ShouldEndWith("/work");
    }

    [Test]
    public async Task A_repository_without_commits_has_no_head()
    {
        var empty = Path.Combine(sandbox.Root, "empty");
        sandbox.GitIn(sandbox.Root, "init", "--quiet", empty);

        (await sandbox.In(empty).StatusAsync()).Head.ShouldBeNull();
    }

    [Test]
    public async Task Variables_of_a_hook_do_not_lead_to_another_repository()
    {
        sandbox.Runner.Environment["GIT_DIR"] = Path.Combine(sandbox.Root, "nowhere");
        var commands = new GitCommands(sandbox.Work) { Unset = GitEnvironment.ToUnset(["GIT_DIR", "PATH"]) };

        var status = await new GitRepository(commands, sandbox.Runner).StatusAsync();

        status.Branch.ShouldBe("main");
        commands.Status().ToString().ShouldContain("env -u GIT_DIR git -C ");
    }

    [Test]
    public void Every_command_speaks_english_and_asks_nobody()
    {
        var commands = new GitCommands("dir");

        commands
            .Push("origin", "abc", "main", "v1.4.0")
            .ToString()
            .ShouldBe(
                "GIT_TERMINAL_PROMPT=0 LC_ALL=C SSH_ASKPASS=false SSH_ASKPASS_REQUIRE=force git -C dir "
                    + "-c advice.pushUpdateRejected=false push --atomic --no-follow-tags --no-signed -- origin "
                    + "abc:refs/heads/main refs/tags/v1.4.0:refs/tags/v1.4.0"
            );
        commands.Push("origin", "abc", "main", "v1.4.0").Deadline.ShouldBe(TimeSpan.FromMinutes(2));
        commands
            .CreateTag("v1.4.0", "abc", "Release 1.4.0", sign: false)
            .ToString()
            .ShouldBe(
                "GIT_EDITOR=false GIT_TERMINAL_PROMPT=0 LC_ALL=C git -C dir -c user.useConfigOnly=true tag --annotate "
                    + "--no-sign --cleanup=whitespace '--message=Release 1.4.0' -- v1.4.0 abc"
            );
        commands
            .Commit(["CHANGELOG.md", "a*b"], "Release 1.4.0", sign: true)
            .ToString()
            .ShouldBe(
                "GIT_EDITOR=false GIT_TERMINAL_PROMPT=0 GPG_TTY='' LC_ALL=C SSH_ASKPASS=false SSH_ASKPASS_REQUIRE=force "
                    + "git -C dir -c user.useConfigOnly=true commit --only --quiet "
                    + "--gpg-sign --cleanup=whitespace '--message=Release 1.4.0' -- CHANGELOG.md ':(literal)a*b'"
            );
    }

    [Test]
    public void A_message_too_long_for_an_argument_goes_to_standard_input()
    {
        var message = new string('x', 40_000);

        var command = new GitCommands("dir").CreateTag("v1", "abc", message, sign: false);

        command.Arguments.ShouldContain("--file=-");
        command.StandardInput.ShouldBe(message);
    }
}
