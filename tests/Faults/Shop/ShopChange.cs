using System.Globalization;
using System.Text.RegularExpressions;
using Faults.Bench;

namespace Faults.Shop;

/// <summary>
/// Plays the shop's developer. Each change renames the column that orders are written to: neither version can live
/// with the other's schema, so that a service that takes orders proves that both fit.
/// </summary>
internal static partial class ShopChange
{
    public static void Make(Repository repository)
    {
        var migrations = Path.Combine(repository.Directory, "migrations");
        var number =
            1
            + Directory
                .EnumerateFiles(migrations)
                .Max(file => int.Parse(Path.GetFileName(file)[..4], CultureInfo.InvariantCulture));
        var insert = Path.Combine(repository.Directory, "sql", "insert-order.sql");
        var statement = File.ReadAllText(insert);
        var column = Column().Match(statement).Value;
        var next = $"amount_cents_{number}";
        Write($"{number:0000}_rename.sql", $"alter table orders rename column {column} to {next};\n");
        Write($"{number:0000}_rename.undo.sql", $"alter table orders rename column {next} to {column};\n");
        File.WriteAllText(insert, statement.Replace(column, next, StringComparison.Ordinal));
        File.WriteAllText(
            Path.Combine(repository.Directory, "wwwroot", "news.html"),
            $"<!doctype html>\n<title>News {number}</title>\n{string.Concat(Enumerable.Repeat($"<p>News, number {number}.</p>\n", 60))}"
        );
        AddEntry(Path.Combine(repository.Directory, "CHANGELOG.md"), $"Change number {number}.");
        repository.Git("add", "--all");
        repository.Git("commit", "--quiet", $"--message=Change number {number}");
        repository.Git("push", "--quiet", "origin", "main");

        void Write(string name, string text) => File.WriteAllText(Path.Combine(migrations, name), text);
    }

    private static void AddEntry(string file, string entry)
    {
        const string Heading = "## [Unreleased]\n";
        var text = File.ReadAllText(file);
        if (!text.Contains($"{Heading}\n### Added\n", StringComparison.Ordinal))
        {
            text = text.Replace(Heading, $"{Heading}\n### Added\n", StringComparison.Ordinal);
        }

        File.WriteAllText(
            file,
            text.Replace(
                $"{Heading}\n### Added\n",
                $"{Heading}\n### Added\n\n- {entry}\n",
                StringComparison.Ordinal
            )
        );
    }

    [GeneratedRegex(@"amount_cents\w*")]
    private static partial Regex Column();
}
