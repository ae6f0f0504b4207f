namespace Cake.Frosting.Release.Git;

/// <summary>Puts commits together from the records of a log: a line with the id, one with the author, the message.</summary>
/// <param name="onCommit">Told of each as it comes; <c>null</c> where nobody is.</param>
internal sealed class CommitReader(Action<GitCommit>? onCommit = null)
{
    private readonly List<GitCommit> commits = [];

    public IReadOnlyList<GitCommit> Commits => commits;

    public void Record(string record)
    {
        var id = record.IndexOf('\n', StringComparison.Ordinal);
        var author = id < 0 ? -1 : record.IndexOf('\n', id + 1);
        if (author >= 0)
        {
            var commit = new GitCommit(record[..id], record.AsSpan(author + 1).Trim('\n').ToString())
            {
                Author = record[(id + 1)..author],
            };
            commits.Add(commit);
            onCommit?.Invoke(commit);
        }
    }
}
