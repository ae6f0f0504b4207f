using System.Text;

namespace Cake.Frosting.Release.Git;

/// <summary>Puts commits together from the lines of a log whose records end in NUL.</summary>
internal sealed class CommitReader
{
    private readonly StringBuilder record = new();
    private readonly List<GitCommit> commits = [];

    public IReadOnlyList<GitCommit> Commits
    {
        get
        {
            End();
            return commits;
        }
    }

    public void Line(string line)
    {
        var start = 0;
        for (int end; (end = line.IndexOf('\0', start)) >= 0; start = end + 1)
        {
            record.Append(line, start, end - start);
            End();
        }

        record.Append(line, start, line.Length - start).Append('\n');
    }

    private void End()
    {
        var text = record.ToString();
        record.Clear();
        var id = text.IndexOf('\n', StringComparison.Ordinal);
        var author = id < 0 ? -1 : text.IndexOf('\n', id + 1);
        if (author > 0)
        {
            commits.Add(
                new GitCommit(text[..id], text[(author + 1)..].Trim('\n')) { Author = text[(id + 1)..author] }
            );
        }
    }
}
