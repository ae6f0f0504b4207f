using Recipes.Tests.Harness;

namespace Recipes.Tests.Stacks;

/// <summary>A git checkout with a remote beside it, as a developer leaves it.</summary>
/// <param name="directory">The checkout; it is made where it is not there.</param>
internal sealed class SiteRepository(string directory)
{
    private string Remote => $"{directory}.git";

    /// <summary>Commits what is in the directory, tags it where a tag is given, and pushes it to a remote made for it.</summary>
    public SiteRepository Begin(string branch, string? tag = null)
    {
        Directory.CreateDirectory(directory);
        Git("init", "--quiet", $"--initial-branch={branch}");
        Git("config", "user.name", "Tester");
        Git("config", "user.email", "tester@example.org");
        Git("add", "--all");
        Git("commit", "--quiet", "--message=Begin");
        if (tag is not null)
        {
            Git("tag", "--annotate", $"--message={tag}", tag);
        }

        GitCommand.Run(directory, "init", "--quiet", "--bare", $"--initial-branch={branch}", Remote);
        Git("remote", "add", "origin", Remote);
        Git(["push", "--quiet", "origin", branch, .. tag is null ? (string[])[] : [tag]]);
        return this;
    }

    public string Git(params string[] arguments) => GitCommand.Run(directory, arguments);

    public string Head => Git("rev-parse", "HEAD");

    public string Branch => Git("rev-parse", "--abbrev-ref", "HEAD");

    /// <summary>Somebody else's commit: it is on the remote's branch, and not here.</summary>
    /// <returns>The commit.</returns>
    public string PushFromElsewhere(string branch, Action<string> change)
    {
        var elsewhere = $"{directory}-elsewhere";
        GitCommand.Run(Path.GetDirectoryName(directory)!, "clone", "--quiet", Remote, elsewhere);
        try
        {
            GitCommand.Run(elsewhere, "switch", "--quiet", branch);
            change(elsewhere);
            GitCommand.Run(elsewhere, "add", "--all");
            GitCommand.Run(
                elsewhere,
                "-c",
                "user.name=Somebody",
                "-c",
                "user.email=somebody@example.org",
                "commit",
                "--quiet",
                "--message=Change"
            );
            GitCommand.Run(elsewhere, "push", "--quiet", "origin", branch);
            return GitCommand.Run(elsewhere, "rev-parse", "HEAD");
        }
        finally
        {
            Directory.Delete(elsewhere, recursive: true);
        }
    }
}
