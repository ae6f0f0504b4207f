using System.Text;
using System.Text.RegularExpressions;
using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.VersionFiles;

/// <summary>The version of files that are read line by line.</summary>
internal static partial class TextVersions
{
    /// <summary>So long may a pattern look at a file.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary><c>version = "1.4.0"</c> under <c>[project]</c> or <c>[tool.poetry]</c>.</summary>
    public static IReadOnlyList<VersionSpot> OfPyproject(VersionText text)
    {
        var tables = new Dictionary<string, List<VersionSpot>> { ["project"] = [], ["tool.poetry"] = [] };
        var table = "";
        var block = "";
        foreach (Match line in Line().Matches(text.Text))
        {
            var inBlock = block.Length > 0;
            block = TomlBlock(line.Value, block);
            if (inBlock)
            {
                continue;
            }

            if (TomlTable().Match(line.Value) is { Success: true } head)
            {
                table = head.Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);
            }
            else if (
                tables.TryGetValue(table, out var found)
                && TomlVersion().Match(line.Value) is { Success: true } version
            )
            {
                var value = version.Groups["value"];
                found.Add(new VersionSpot(line.Index + value.Index, value.Length, $"version of [{table}]"));
            }
        }

        const string wayOut =
            "Where the version is dynamic, name the file that it comes from in version/files, with a pattern.";
        return tables.Values.All(found => found.Count == 0)
            ? throw text.At(0, "there is no version in [project] or [tool.poetry].", wayOut)
            :
            [
                .. tables
                    .Where(one => one.Value.Count > 0)
                    .Select(one => text.Only(one.Value, $"version in [{one.Key}]", wayOut)),
            ];
    }

    /// <summary><c>version="1.4.0"</c> as an argument of setup.</summary>
    public static IReadOnlyList<VersionSpot> OfSetup(VersionText text) =>
        [
            text.Only(
                [
                    .. SetupVersion()
                        .Matches(text.Text)
                        .Where(match => match.Groups["value"].Success)
                        .Select(match => new VersionSpot(
                            match.Groups["value"].Index,
                            match.Groups["value"].Length,
                            "version"
                        )),
                ],
                "version=\"…\"",
                "Where the version comes from elsewhere, name that file in version/files, with a pattern."
            ),
        ];

    /// <summary><c>version:</c> and, where it is there, <c>appVersion:</c> at the top of a chart.</summary>
    public static IReadOnlyList<VersionSpot> OfChart(VersionText text)
    {
        const string wayOut = "Add it as Helm has it: version: 0.1.0";
        var app = Keys(text, "appVersion");
        return
        [
            text.Only(Keys(text, "version"), "version: at the top", wayOut),
            .. app.Count == 0
                ? Array.Empty<VersionSpot>()
                : [text.Only(app, "appVersion: at the top", wayOut)],
        ];
    }

    /// <summary>What the one group of a pattern finds.</summary>
    public static IReadOnlyList<VersionSpot> OfPattern(VersionText text, string pattern)
    {
        // The text has one character for each byte, so the pattern must have them as well.
        var regex = new Regex(
            Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(pattern)),
            RegexOptions.Multiline | RegexOptions.CultureInvariant,
            Patience
        );
        if (regex.GetGroupNumbers().Length != 2)
        {
            throw new ConfigurationException(
                $"The pattern {pattern} for {text.File} has {regex.GetGroupNumbers().Length - 1} groups.",
                "Put the version, and only the version, into parentheses; (?:…) groups without counting."
            );
        }

        try
        {
            var found = regex
                .Matches(text.Text)
                .Select(match => match.Groups[1])
                .Select(group =>
                {
                    var value = group.Value.AsSpan().TrimEnd('\r');
                    return new VersionSpot(group.Index, value.Length, $"match of {pattern}");
                })
                .ToList();
            return
            [
                text.Only(
                    found,
                    $"match of {pattern}",
                    "Mend the pattern in version/files; it must match once."
                ),
            ];
        }
        catch (RegexMatchTimeoutException exception)
        {
            throw new ConfigurationException(
                $"The pattern {pattern} takes too long on {text.File}.",
                "Write it without repetitions within repetitions, and with ^ and $.",
                exception
            );
        }
    }

    private static List<VersionSpot> Keys(VersionText text, string key) =>
        [
            .. new Regex(
                $@"^(?:\u00EF\u00BB\u00BF)?{key}:[ \t]*(?<quote>[""']?)(?<value>[^""'#\s]*)\k<quote>",
                RegexOptions.Multiline
            )
                .Matches(text.Text)
                .Select(match => new VersionSpot(
                    match.Groups["value"].Index,
                    match.Groups["value"].Length,
                    $"{key}:"
                )
                {
                    Write = version =>
                        match.Groups["quote"].Length == 0 && IsYamlNumber(version)
                            ? $"\"{version}\""
                            : version,
                }),
        ];

    /// <summary>YAML takes 2026.10 for a number, and its last zero for nothing.</summary>
    private static bool IsYamlNumber(string version) =>
        version.Count(letter => letter == '.') < 2
        && version.All(letter => char.IsAsciiDigit(letter) || letter == '.');

    /// <summary>The quotes of the string of several lines that is open at the end of a line; empty where none is.</summary>
    private static string TomlBlock(string line, string open)
    {
        var read = 0;
        while (read < line.Length)
        {
            if (open.Length > 0)
            {
                var end = line.IndexOf(open, read, StringComparison.Ordinal);
                if (end < 0)
                {
                    return open;
                }

                read = end + 3;
                open = "";
            }
            else
            {
                var match = TomlString().Match(line, read);
                if (!match.Success || match.Value == "#")
                {
                    return "";
                }

                read = match.Index + match.Length;
                open = match.Value is "\"\"\"" or "'''" ? match.Value : "";
            }
        }

        return open;
    }

    [GeneratedRegex(@"[^\n]*\n|[^\n]+$")]
    private static partial Regex Line();

    [GeneratedRegex(@"^(?:\u00EF\u00BB\u00BF)?\s*\[([^\[\]]+)\]\s*(?:#.*)?$")]
    private static partial Regex TomlTable();

    [GeneratedRegex(@"^\s*""?version""?\s*=\s*(?:""(?<value>[^""\\]*)""|'(?<value>[^']*)')")]
    private static partial Regex TomlVersion();

    [GeneratedRegex("\"\"\"|'''|\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|#")]
    private static partial Regex TomlString();

    // Comments and texts of several lines are passed over.
    [GeneratedRegex(
        @"#[^\n]*|""""""[\s\S]*?""""""|'''[\s\S]*?'''|(?<![\w.])version\s*=\s*(?:""(?<value>[^""\\\r\n]*)""|'(?<value>[^'\\\r\n]*)')|""(?:[^""\\\r\n]|\\.)*""|'(?:[^'\\\r\n]|\\.)*'"
    )]
    private static partial Regex SetupVersion();
}
