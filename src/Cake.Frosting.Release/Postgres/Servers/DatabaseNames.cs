using System.Security.Cryptography;
using System.Text;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>The names of the databases that stand beside a live one, each of one release and at most 63 bytes long.</summary>
public static class DatabaseNames
{
    private const string FailedMark = "_failed_";
    private const string RehearsalMark = "_rehearsal_";
    private const string FreshMark = "_fresh_";

    /// <summary>The database that a dump is restored into to prove it; kept as a restore point.</summary>
    /// <param name="database">The live database.</param>
    /// <param name="suffix">The release's <see cref="Steps.ReleaseIdentity.DatabaseSuffix"/>.</param>
    public static string Scratch(string database, string suffix) => Beside(database, "_scratch_", suffix);

    /// <summary>The clone that is taken under the fence when something was written since the backup.</summary>
    /// <param name="database">The live database.</param>
    /// <param name="suffix">The release's suffix.</param>
    public static string RestorePoint(string database, string suffix) =>
        Beside(database, "_restore_", suffix);

    /// <summary>What the live database is renamed to when a restore point takes its place.</summary>
    /// <param name="database">The live database.</param>
    /// <param name="suffix">The release's suffix.</param>
    public static string Failed(string database, string suffix) => Beside(database, FailedMark, suffix);

    /// <summary>The empty database that a rebuild puts in the live one's place; it has this name until then.</summary>
    internal static string Fresh(string database, string suffix) => Beside(database, FreshMark, suffix);

    /// <summary>A database that only a schema is restored into, to compare schemas by, for as long as that takes.</summary>
    internal static string SchemaOnly(string database, string suffix) => Beside(database, "_schema_", suffix);

    /// <summary>The clone that migrations are rehearsed on, for as long as that takes.</summary>
    internal static string Rehearsal(string database, string suffix) =>
        Beside(database, RehearsalMark, suffix);

    /// <summary>What the names of all databases beside a live one begin with, whatever the length of their suffix.</summary>
    internal static IReadOnlyList<string> Prefixes(string database) =>
        [
            .. new[]
            {
                "_scratch_",
                "_restore_",
                "_schema_",
                RehearsalMark,
                FreshMark,
                FailedMark,
            }.SelectMany(mark =>
                Enumerable.Range(1, 40).Select(length => Base(database, mark, length) + mark).Distinct()
            ),
        ];

    /// <summary>Whether a name is that of a database that a rollback set aside.</summary>
    internal static bool IsSetAside(string database, string name) => Bears(database, name, FailedMark);

    /// <summary>Whether a name is that of a clone that migrations are rehearsed on.</summary>
    internal static bool IsRehearsal(string database, string name) => Bears(database, name, RehearsalMark);

    private static bool Bears(string database, string name, string mark) =>
        Enumerable
            .Range(1, 40)
            .Any(length => name.StartsWith(Base(database, mark, length) + mark, StringComparison.Ordinal));

    /// <summary>When the release began whose suffix the name ends in; <c>null</c> where it does not say.</summary>
    internal static DateTimeOffset? ReleaseTime(string name, string prefix) =>
        name.Length >= prefix.Length + Timestamp.Length
            ? Timestamp.Read(name.Substring(prefix.Length, Timestamp.Length).ToUpperInvariant())
            : null;

    private static string Beside(string database, string mark, string suffix) =>
        Base(database, mark, suffix.Length) + mark + suffix;

    /// <summary>A name too long is cut and gets a piece of its digest, so that two long names never meet.</summary>
    private static string Base(string database, string mark, int suffixLength)
    {
        var room = SqlText.LongestName - mark.Length - suffixLength;
        if (Encoding.UTF8.GetByteCount(database) <= room)
        {
            return database;
        }

        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(database)))[..6];
        var kept = new StringBuilder();
        var bytes = 0;
        foreach (var rune in database.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > room - digest.Length - 1)
            {
                break;
            }

            kept.Append(rune.ToString());
        }

        return $"{kept}_{digest}";
    }
}
