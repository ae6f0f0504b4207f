namespace Faults.Bench;

/// <summary>A git repository and its remote, a bare one beside it.</summary>
internal sealed class Repository(string directory, string origin)
{
    public string Directory => directory;

    private string Hook => Path.Combine(origin, "hooks", "pre-receive");

    private string Away => origin + ".away";

    public string Git(params string[] arguments) =>
        Shell.RunAsync(directory, "git", arguments).GetAwaiter().GetResult();

    /// <summary>The remote takes no push any more, or none with a tag in it.</summary>
    /// <param name="onlyTags">Whether only tags are refused.</param>
    public void Refuse(bool onlyTags)
    {
        File.WriteAllText(
            Hook,
            onlyTags
                ? "#!/bin/sh\nwhile read -r old new ref; do case $ref in refs/tags/*) echo no tags today >&2; exit 1 ;; esac; done\n"
                : "#!/bin/sh\necho nothing today >&2\nexit 1\n"
        );
        File.SetUnixFileMode(Hook, (UnixFileMode)0b111_101_101);
    }

    /// <summary>The remote is gone.</summary>
    public void TakeAway() => System.IO.Directory.Move(origin, Away);

    /// <summary>The remote is there and takes everything.</summary>
    public void Heal()
    {
        if (System.IO.Directory.Exists(Away))
        {
            System.IO.Directory.Move(Away, origin);
        }

        File.Delete(Hook);
    }
}
