using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Git;

namespace Cake.Frosting.Release.Tests.Git;

/// <summary>A real repository with a real bare remote in a temporary directory, apart from the user's configuration.</summary>
public sealed class GitSandbox : IDisposable
{
    private readonly ThisMachine place = new();

    private GitSandbox()
    {
        Root = Directory.CreateTempSubdirectory("git-sandbox-").FullName;
        File.WriteAllText(Path.Combine(Root, "gitconfig"), "[init]\n\tdefaultBranch = main\n");
        Runner = new IsolatedRunner(Root);
    }

    public string Root { get; }

    public string Work => Path.Combine(Root, "work");

    public string Remote => Path.Combine(Root, "origin.git");

    public IsolatedRunner Runner { get; }

    public GitRepository Repository => In(Work);

    public static GitSandbox Create(string changelog = "## [Unreleased]\n\n### Added\n\n- One thing.\n")
    {
        var sandbox = new GitSandbox();
        sandbox.GitIn(sandbox.Root, "init", "--quiet", "--bare", sandbox.Remote);
        sandbox.GitIn(sandbox.Root, "clone", "--quiet", sandbox.Remote, sandbox.Work);
        sandbox.Git("config", "user.name", "Ann Releaser");
        sandbox.Git("config", "user.email", "ann@example.org");
        sandbox.Write("CHANGELOG.md", changelog);
        sandbox.Commit("Begin");
        sandbox.Git("push", "--quiet", "origin", "main");
        return sandbox;
    }

    /// <summary>What commands of this sandbox are made with, besides the directory.</summary>
    public Func<GitCommands, GitCommands> With { get; set; } = commands => commands;

    public GitRepository In(string directory) =>
        new(With(new GitCommands(directory) { Unset = GitEnvironment.ToUnset() }), Runner, place);

    public string Git(params string[] arguments) => GitIn(Work, arguments);

    public string GitIn(string directory, params string[] arguments) =>
        Runner
            .RunAsync(place, new Command("git", ["-C", directory, .. arguments]))
            .GetAwaiter()
            .GetResult()
            .Value;

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Work, file), text);

    public string Read(string file) => File.ReadAllText(Path.Combine(Work, file));

    public string Commit(string message)
    {
        Git("add", "--all");
        Git("commit", "--quiet", "--allow-empty", "--message", message);
        return Git("rev-parse", "HEAD");
    }

    public string CommitElsewhereAndPush()
    {
        var other = Path.Combine(Root, "other");
        GitIn(Root, "clone", "--quiet", Remote, other);
        return PushFrom(other, "Elsewhere");
    }

    /// <summary>Commits in another clone as somebody else, and pushes.</summary>
    public string PushFrom(string other, string message)
    {
        GitIn(
            other,
            "-c",
            "user.name=Bob",
            "-c",
            "user.email=bob@example.org",
            "commit",
            "--quiet",
            "--allow-empty",
            "--message",
            message
        );
        GitIn(other, "push", "--quiet", "origin", "main");
        return GitIn(other, "rev-parse", "HEAD");
    }

    /// <summary>Has everything from here on talk to the remote this way.</summary>
    public void Reach(IServedRemote remote)
    {
        Git("remote", "set-url", "origin", remote.Address);
        foreach (var (name, value) in remote.Environment)
        {
            Runner.Environment[name] = value;
        }
    }

    public void Hook(string repository, string name, string script)
    {
        var file = Path.Combine(repository, "hooks", name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, (UnixFileMode)0b111_101_101);
        }
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
