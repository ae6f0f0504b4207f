namespace Cake.Frosting.Release.Git;

/// <summary>Puts commits together from the records of a log: a line with the id, one with the author, the message.</summary>
internal sealed class CommitReader
{
    private readonly List<GitCommit> commits = [];

    public IReadOnlyList<GitCommit> Commits => commits;

    public void Record(string record)
    {
        var id = record.IndexOf('\n', StringComparison.Ordinal);
        var author = id < 0 ? -1 : record.IndexOf('\n', id + 1);
        if (author >= 0)
        {
            commits.Add(
                new GitCommit(record[..id], record.AsSpan(author + 1).Trim('\n').ToString())
                {
                    Author = record[(id + 1)..author],
                }
            );
        }
    }
}
