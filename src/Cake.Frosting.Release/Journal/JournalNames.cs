namespace Cake.Frosting.Release.Journal;

/// <summary>The names of journals, without their extension. Ids begin with a digit, so a prefix tells restores.</summary>
internal static class JournalNames
{
    private const string OfRestores = "restore-";

    public static string Of(JournalKind kind, string id) =>
        kind == JournalKind.Restore ? OfRestores + id : id;

    public static bool Is(JournalKind kind, string name) =>
        name.StartsWith(OfRestores, StringComparison.Ordinal) == (kind == JournalKind.Restore);
}
