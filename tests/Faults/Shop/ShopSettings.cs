using System.Text.RegularExpressions;

namespace Faults.Shop;

/// <summary>The quickstart's release.yml, changed so that everything in it can fail, and soon.</summary>
internal static partial class ShopSettings
{
    private const string FlagCheck = """

          - name: the operator is content
            deadline: 1s
            interval: 100ms
            command:
              command: [test, -e, "VERDICT"]

        """;

    /// <summary>The configuration of the shop as a project of its own.</summary>
    /// <param name="text">The quickstart's, with the ports that it uses.</param>
    /// <param name="databasePort">The server's port in it.</param>
    /// <param name="wirePort">The port that the tool shall use instead; the service keeps the server's.</param>
    /// <param name="binaries">The directory of PostgreSQL's programs.</param>
    /// <param name="verdict">The file that lets the last check pass by being there.</param>
    public static string Change(string text, int databasePort, int wirePort, string binaries, string verdict)
    {
        text = text.Replace(
            $"    port: {databasePort}\n    user:",
            $"    port: {wirePort}\n    binaries: {binaries}\n    user:",
            StringComparison.Ordinal
        );
        text = text.Replace("deadline: 30s", "deadline: 15s", StringComparison.Ordinal)
            .Replace("grace: 10s", "grace: 3s", StringComparison.Ordinal);
        var verify = text.IndexOf("\nverify:", StringComparison.Ordinal);
        return text[..verify]
            + CheckName().Replace(text[verify..], "$0\n    deadline: 5s").TrimEnd()
            + FlagCheck.Replace("VERDICT", verdict, StringComparison.Ordinal);
    }

    [GeneratedRegex("^  - name: .*$", RegexOptions.Multiline)]
    private static partial Regex CheckName();
}
