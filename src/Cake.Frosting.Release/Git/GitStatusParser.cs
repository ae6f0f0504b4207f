namespace Cake.Frosting.Release.Git;

/// <summary>Reads what <see cref="GitCommands.Status"/> and <see cref="GitCommands.Place"/> answer.</summary>
internal static class GitStatusParser
{
    public static GitStatus Parse(IReadOnlyList<string> place, string output)
    {
        string? head = null;
        string? branch = null;
        var dirty = new List<DirtyFile>();
        var records = output.Split('\0');
        for (var i = 0; i < records.Length; i++)
        {
            var record = records[i];
            switch (record)
            {
                case ['#', ..]:
                    head = Header(record, "# branch.oid ") ?? head;
                    branch = Header(record, "# branch.head ") ?? branch;
                    break;
                case ['1', ..]:
                    dirty.Add(new DirtyFile(After(record, 8), DirtyKind.Changed));
                    break;
                case ['2', ..]:
                    dirty.Add(new DirtyFile(After(record, 9), DirtyKind.Changed));
                    // The next record is the path before the renaming.
                    i++;
                    break;
                case ['u', ..]:
                    dirty.Add(new DirtyFile(After(record, 10), DirtyKind.Conflicted));
                    break;
                case ['?', ..]:
                    dirty.Add(new DirtyFile(After(record, 1), DirtyKind.Untracked));
                    break;
            }
        }

        return new GitStatus(
            place[3],
            place[2],
            head is "(initial)" ? null : head,
            branch is "(detached)" ? null : branch,
            place[1] == "true",
            dirty
        );
    }

    private static string? Header(string record, string name) =>
        record.StartsWith(name, StringComparison.Ordinal) ? record[name.Length..] : null;

    /// <summary>What follows the given number of space-separated fields; a path may hold spaces itself.</summary>
    private static string After(string record, int fields)
    {
        var position = 0;
        for (var i = 0; i < fields; i++)
        {
            position = record.IndexOf(' ', position) + 1;
        }

        return record[position..];
    }
}
