using System.Security.Cryptography;
using System.Text;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Postgres;

/// <summary>Reads the migrations of a directory.</summary>
internal static class MigrationScripts
{
    public const string UndoEnding = ".undo.sql";

    /// <exception cref="ReleaseRefusedException">The directory or a file cannot be used; every problem is named.</exception>
    public static IReadOnlyList<MigrationScript> Read(string directory)
    {
        if (!Directory.Exists(directory))
        {
            throw new ReleaseRefusedException(
                $"There is no directory {directory} of migrations.",
                "Check its path in the configuration."
            );
        }

        var problems = new List<string>();
        var scripts = new List<(MigrationVersion Version, MigrationScript Script)>();
        foreach (var path in Directory.EnumerateFiles(directory, "*.sql").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            if (MigrationVersion.Of(name) is not { } version)
            {
                problems.Add($"{name} does not begin with a version, such as 0002_{name} or V2__{name}");
            }
            else if (!name.EndsWith(UndoEnding, StringComparison.Ordinal))
            {
                Add(scripts, problems, version, path, name);
            }
        }

        if (problems.Count > 0)
        {
            throw new ReleaseRefusedException(
                $"The migrations in {directory} cannot be used:\n    {string.Join("\n    ", problems)}",
                "Correct the files."
            );
        }

        return [.. scripts.OrderBy(entry => entry.Version).Select(entry => entry.Script)];
    }

    public static string Checksum(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The text of a file: strict UTF-8, no byte order mark, line ends as <c>\n</c>.</summary>
    public static string ReadText(string path)
    {
        var bytes = File.ReadAllBytes(path).AsSpan();
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
        {
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        }

        return new UTF8Encoding(false, throwOnInvalidBytes: true)
            .GetString(bytes)
            .Replace("\r\n", "\n", StringComparison.Ordinal);
    }

    private static void Add(
        List<(MigrationVersion Version, MigrationScript Script)> scripts,
        List<string> problems,
        MigrationVersion version,
        string path,
        string name
    )
    {
        if (scripts.Find(other => other.Version.CompareTo(version) == 0).Script is { } same)
        {
            problems.Add($"{same.Name} and {name} have the same version {version.Text}");
            return;
        }

        try
        {
            var text = ReadText(path);
            var undo = path[..^".sql".Length] + UndoEnding;
            var script = new MigrationScript(
                version.Text,
                name,
                path,
                text,
                Checksum(text),
                !SaysNoTransaction(text),
                File.Exists(undo) ? undo : null
            );
            problems.AddRange(MigrationChecks.Find(name, text, script.InTransaction));
            if (script.UndoPath is not null)
            {
                var undoText = ReadText(script.UndoPath);
                problems.AddRange(
                    MigrationChecks.Find(
                        Path.GetFileName(script.UndoPath),
                        undoText,
                        !SaysNoTransaction(undoText)
                    )
                );
            }

            scripts.Add((version, script));
        }
        catch (DecoderFallbackException)
        {
            problems.Add($"{name} is not in UTF-8");
        }
    }

    internal static bool SaysNoTransaction(string text) =>
        text.Split('\n')
            .TakeWhile(line =>
                line.Trim() is "" || line.TrimStart().StartsWith("--", StringComparison.Ordinal)
            )
            .Any(line =>
                line.Trim().TrimStart('-').Trim().Equals("no-transaction", StringComparison.OrdinalIgnoreCase)
            );
}
