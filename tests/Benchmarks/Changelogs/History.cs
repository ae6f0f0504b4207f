using System.Globalization;
using System.Text;

namespace Benchmarks.Changelogs;

/// <summary>A repository with a long history, made through <c>git fast-import</c>.</summary>
internal static class History
{
    private static readonly string[] Types =
    [
        "feat",
        "fix",
        "fix(api)",
        "chore",
        "docs",
        "perf",
        "refactor(db)",
    ];

    /// <summary>Makes it.</summary>
    /// <param name="directory">Where.</param>
    /// <param name="commits">How many commits it has.</param>
    /// <param name="tags">How many of them are tagged, evenly; the last commit is not.</param>
    public static string Make(string directory, int commits, int tags)
    {
        Shell.Run("git", ["init", "--quiet", "--initial-branch=main", directory], ".");
        var stream = Path.Join(directory, "..", $"{Path.GetFileName(directory)}.import");
        using (var writer = new StreamWriter(stream, false, new UTF8Encoding(false)))
        {
            Write(writer, commits, tags);
        }

        Shell.Run("sh", ["-c", $"git fast-import --quiet < '{stream}' && git pack-refs --all"], directory);
        File.Delete(stream);
        return directory;
    }

    private static void Write(StreamWriter writer, int commits, int tags)
    {
        var every = tags == 0 ? int.MaxValue : Math.Max(1, commits / tags);
        for (int i = 1, tagged = 0; i <= commits; i++)
        {
            var message = string.Create(
                CultureInfo.InvariantCulture,
                $"{Types[i % Types.Length]}: change number {i} of the shop (#{i})\n\nWhy it was made, in a line or two, as people do\nwhen they explain a change to those who come after.\n"
            );
            writer.Write(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"commit refs/heads/main\nmark :{i}\ncommitter Ann <ann@example.org> {1_500_000_000 + i} +0000\ndata {message.Length}\n{message}\n"
                )
            );
            if (i % every == 0 && i < commits && tagged < tags)
            {
                tagged++;
                writer.Write(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"reset refs/tags/v1.{tagged}.0\nfrom :{i}\n\n"
                    )
                );
            }
        }
    }
}
