using System.Security.Cryptography;
using Recipes.Tests.Harness;

namespace Recipes.Tests;

/// <summary>What a release refuses before anything is changed, with the way out.</summary>
[TestFixture]
internal sealed class QuickstartRefusalTests
{
    private QuickstartWorkspace shop = null!;

    [OneTimeSetUp]
    public async Task SetUp()
    {
        shop = new QuickstartWorkspace();
        using var planned = await shop.RunAsync("--target=Plan");
        planned.ExitCode.ShouldBe(0, planned.Output);
    }

    [OneTimeTearDown]
    public async Task TearDown() => await shop.DisposeAsync();

    [Test]
    public async Task A_dirty_tree_is_refused_by_name()
    {
        var file = Path.Combine(shop.Repository, "wwwroot", "unfinished.html");
        await File.WriteAllTextAsync(file, "…");
        try
        {
            await RefusedAsync("unfinished.html");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Test]
    public async Task A_detached_head_is_refused()
    {
        shop.Git("checkout", "--quiet", "--detach");
        try
        {
            await RefusedAsync("detached");
        }
        finally
        {
            shop.Git("checkout", "--quiet", "main");
        }
    }

    [Test]
    public async Task A_branch_behind_its_remote_is_refused()
    {
        var head = shop.Git("rev-parse", "HEAD");
        shop.CommitFile("wwwroot/elsewhere.txt", "pushed from elsewhere\n");
        shop.Git("reset", "--quiet", "--hard", head);
        try
        {
            await RefusedAsync("behind");
        }
        finally
        {
            shop.Git("push", "--quiet", "--force", "origin", "main");
        }
    }

    [Test]
    public async Task A_version_that_exists_is_refused() => await RefusedAsync("1.0.0", "--version=1.0.0");

    [Test]
    public async Task A_version_that_is_none_is_refused() => await RefusedAsync("--version", "--version=one");

    [Test]
    public async Task An_unknown_bump_is_refused_with_those_that_there_are() =>
        await RefusedAsync("It is one of: ", "--bump=huge");

    [Test]
    public async Task A_wrong_password_is_refused_and_not_shown()
    {
        var file = Path.Combine(shop.Workspace, "password");
        var password = shop.Password;
        using var run = await ToolRun
            .Start(
                shop.Root,
                ["--target=Release"],
                new Dictionary<string, string> { ["QUICKSTART_PASSWORD"] = "not-the-password-4711" }
            )
            .EndAsync();
        run.ExitCode.ShouldBe(1, run.Output);
        run.Output.ShouldContain("password");
        run.Output.ShouldNotContain("not-the-password-4711");
        run.Output.ShouldNotContain(password);
        File.ReadAllText(file).ShouldBe(password);
    }

    [Test]
    public async Task A_dry_run_changes_nothing_at_all()
    {
        var before = Digest();
        using var run = await shop.RunAsync("--target=Release", "--dryrun");
        run.ExitCode.ShouldBe(0, run.Output);
        run.Output.ShouldContain("(backup/dump:shop)");
        Digest().ShouldBe(before);
    }

    [Test]
    public async Task An_unknown_target_is_an_error()
    {
        using var run = await shop.RunAsync("--target=Relase");
        run.ExitCode.ShouldBe(1);
        run.Output.ShouldContain("Relase");
    }

    private async Task RefusedAsync(string text, params string[] arguments)
    {
        var refs = shop.Git("for-each-ref");
        using var run = await shop.RunAsync(["--target=Release", .. arguments]);
        run.ExitCode.ShouldBe(1, run.Output);
        run.Output.ShouldContain(text);
        run.Output.ShouldContain("→");
        shop.Git("for-each-ref").ShouldBe(refs);
    }

    /// <summary>All files of the workspace with their content; the cluster writes to its own by itself.</summary>
    private string Digest()
    {
        var files = Directory
            .EnumerateFiles(shop.Workspace, "*", SearchOption.AllDirectories)
            .Where(file =>
                !file.StartsWith(Path.Combine(shop.Workspace, "cluster"), StringComparison.Ordinal)
            )
            // A running service holds its state file locked, and writes to its log.
            .Where(file => Path.GetExtension(file) is not (".log" or ".state"))
            .Order(StringComparer.Ordinal);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(file));
            hash.AppendData(File.ReadAllBytes(file));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
