namespace Cake.Frosting.Release.Reports;

/// <summary>
/// Reads the backups out of the facts <c>backup/WHAT:NAME.FIELD</c>. Several steps may know about one backup
/// (one dumps, one compares): their facts are put together by NAME. A backup without a file is none.
/// </summary>
internal static class BackupFacts
{
    public static IReadOnlyList<BackupReport> Read(
        IReadOnlyDictionary<string, string> facts,
        IReadOnlyList<string> prefixes,
        Func<string, string> redact
    ) =>
        [
            .. prefixes.SelectMany(prefix =>
                facts
                    .Select(fact => Parse(fact.Key, fact.Value, prefix))
                    .OfType<Fact>()
                    .GroupBy(fact => fact.Name)
                    .OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(group => Backup(group.Key, group, redact))
                    .OfType<BackupReport>()
            ),
        ];

    private static Fact? Parse(string key, string value, string prefix)
    {
        if (!key.StartsWith(prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var colon = key.IndexOf(':', prefix.Length);
        // The name of a database may hold dots, the name of a field does not.
        var dot = key.LastIndexOf('.');
        return colon > 0 && dot > colon + 1 ? new Fact(key[(colon + 1)..dot], key[(dot + 1)..], value) : null;
    }

    private static BackupReport? Backup(string name, IEnumerable<Fact> facts, Func<string, string> redact)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var fact in facts)
        {
            fields[fact.Field] = fact.Value;
        }

        return fields.GetValueOrDefault("file") is { } file
            ? new BackupReport(redact(name))
            {
                File = redact(file),
                Bytes = Numbers.Whole(fields.GetValueOrDefault("bytes")),
                Sha256 = fields.GetValueOrDefault("sha256"),
                // Only what was restored and compared counts: a table of contents proves nothing.
                Verified = fields.GetValueOrDefault("verified") is "true" or "restore",
                Tables = Numbers.Whole(fields.GetValueOrDefault("tables")),
                Rows = Numbers.Whole(fields.GetValueOrDefault("rows")),
                Proof =
                [
                    .. (fields.GetValueOrDefault("proof") ?? "")
                        .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                        .Select(redact),
                ],
            }
            : null;
    }

    private sealed record Fact(string Name, string Field, string Value);
}
