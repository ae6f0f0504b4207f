using System.Text;
using Cake.Frosting.Release.Files;

namespace Cake.Frosting.Release.EnvFiles;

/// <summary>
/// How an env file changes, for plan and dry run: a unified diff that shows keys, and no value of production. The
/// value of a line that comes new is shown where neither its key nor the value looks secret.
/// </summary>
internal static class EnvDiff
{
    private const string Hidden = "***";

    /// <summary>Writes the diff.</summary>
    /// <param name="before">The file as it is.</param>
    /// <param name="after">The file as it is going to be.</param>
    /// <param name="set">The keys that the configuration sets; what it has in clear may be shown.</param>
    /// <param name="secret">Keys that are secret whatever they look like.</param>
    public static string Of(
        EnvFile before,
        EnvFile after,
        IReadOnlyCollection<string> set,
        IReadOnlyCollection<string> secret
    )
    {
        var old = before.Keys.ToHashSet(StringComparer.Ordinal);
        var from = Lines(before, _ => Hidden);
        var to = Lines(after, Shown);
        var bytes = Encoding.UTF8.GetBytes(string.Concat(from));
        return UnifiedDiff.Of(bytes, Splices(from, to), before.Name);

        string Shown(EnvEntry entry)
        {
            var value = after.Literal(entry.Key);
            var isSame = old.Contains(entry.Key) && before.Literal(entry.Key) == value;
            var mayBeSeen =
                !secret.Contains(entry.Key)
                && !SecretNames.LooksSecret(entry.Key, value)
                && (!old.Contains(entry.Key) || set.Contains(entry.Key));
            return isSame ? Hidden
                : mayBeSeen ? Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(after.RawOf(entry)))
                : $"{Hidden} (new)";
        }
    }

    /// <summary>The file's lines without its comments, which may hold an old value, and with values as they may be seen.</summary>
    private static List<string> Lines(EnvFile file, Func<EnvEntry, string> value)
    {
        var lines = new List<string>();
        var read = 0;
        foreach (var entry in file.Entries)
        {
            Between(file.Slice(read, Math.Max(read, entry.Start)));
            lines.Add(
                entry.HasValue
                    ? $"{entry.Key}={(entry.Raw.Length == 0 ? "" : value(entry))}\n"
                    : $"{entry.Key}\n"
            );
            read = Math.Max(read, entry.End);
        }

        Between(file.Slice(read, file.Bytes.Length));
        return lines;

        void Between(string text)
        {
            foreach (var line in text.Split('\n').SkipLast(text.EndsWith('\n') || text.Length == 0 ? 1 : 0))
            {
                lines.Add(string.IsNullOrWhiteSpace(line) ? "\n" : "# …\n");
            }
        }
    }

    /// <summary>The longest common run of lines stays; what is between is spliced.</summary>
    private static List<Splice> Splices(List<string> from, List<string> to)
    {
        var common = new int[from.Count + 1, to.Count + 1];
        for (var i = from.Count - 1; i >= 0; i--)
        {
            for (var j = to.Count - 1; j >= 0; j--)
            {
                common[i, j] =
                    from[i] == to[j]
                        ? common[i + 1, j + 1] + 1
                        : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        var splices = new List<Splice>();
        var position = 0;
        for (int i = 0, j = 0; i < from.Count || j < to.Count; )
        {
            if (i < from.Count && j < to.Count && from[i] == to[j])
            {
                position += Encoding.UTF8.GetByteCount(from[i++]);
                j++;
                continue;
            }

            var (gone, come) = (0, new StringBuilder());
            while ((i < from.Count || j < to.Count) && !(i < from.Count && j < to.Count && from[i] == to[j]))
            {
                if (j == to.Count || (i < from.Count && common[i + 1, j] >= common[i, j + 1]))
                {
                    gone += Encoding.UTF8.GetByteCount(from[i++]);
                }
                else
                {
                    come.Append(to[j++]);
                }
            }

            splices.Add(new Splice(position, gone, Encoding.UTF8.GetBytes(come.ToString())));
            position += gone;
        }

        return splices;
    }
}
