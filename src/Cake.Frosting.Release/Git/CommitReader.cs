using System.Text;

namespace Cake.Frosting.Release.Git;

/// <summary>Puts commits together from the lines of a log whose records end in NUL: id, author, message.</summary>
internal sealed class CommitReader
{
    private readonly StringBuilder message = new();
    private readonly List<GitCommit> commits = [];
    private string? id;
    private string? author;

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
            Part(line[start..end]);
            End();
        }

        Part(start == 0 ? line : line[start..]);
    }

    private void Part(string line)
    {
        if (id is null)
        {
            id = line;
        }
        else if (author is null)
        {
            author = line;
        }
        else if (line.Length > 0 || message.Length > 0)
        {
            message.Append(line).Append('\n');
        }
    }

    private void End()
    {
        while (message.Length > 0 && message[^1] == '\n')
        {
            message.Length--;
        }

        if (author is not null)
        {
            commits.Add(new GitCommit(id!, message.ToString()) { Author = author });
        }

        message.Clear();
        (id, author) = (null, null);
    }
}
