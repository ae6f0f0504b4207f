using System.Globalization;
using Faults.Bench;

namespace Faults.Stack;

/// <summary>The shop's repository, and its developer.</summary>
internal static class StackRepository
{
    private const string Heading = "## [Unreleased]\n";

    /// <summary>Makes it, with a remote, as it was when a version was released.</summary>
    public static async Task MakeAsync(Repository repository, string origin, string version)
    {
        Directory.CreateDirectory(repository.Directory);
        await File.WriteAllTextAsync(
            Path.Combine(repository.Directory, "CHANGELOG.md"),
            $"# Changelog\n\n{Heading}\n## [{version}] - 2026-01-15\n\n### Added\n\n- Orders.\n"
        );
        await Shell.RunAsync("/", "git", "init", "--quiet", "--bare", "--initial-branch=main", origin);
        repository.Git("init", "--quiet", "--initial-branch=main");
        repository.Git("config", "user.name", "Tester");
        repository.Git("config", "user.email", "tester@example.org");
        repository.Git("remote", "add", "origin", origin);
        Commit(repository, $"Release {version}");
        repository.Git("tag", "--annotate", $"--message={version}", $"v{version}");
        repository.Git("push", "--quiet", "--set-upstream", "origin", "main", $"v{version}");
    }

    /// <summary>Commits and pushes a change.</summary>
    public static void Change(Repository repository, int number)
    {
        var file = Path.Combine(repository.Directory, "CHANGELOG.md");
        var text = File.ReadAllText(file);
        if (!text.Contains($"{Heading}\n### Added\n", StringComparison.Ordinal))
        {
            text = text.Replace(Heading, $"{Heading}\n### Added\n", StringComparison.Ordinal);
        }

        File.WriteAllText(
            file,
            text.Replace(
                $"{Heading}\n### Added\n",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Heading}\n### Added\n\n- Change number {number}.\n"
                ),
                StringComparison.Ordinal
            )
        );
        Commit(repository, string.Create(CultureInfo.InvariantCulture, $"Change number {number}"));
        repository.Git("push", "--quiet", "origin", "main");
    }

    private static void Commit(Repository repository, string message)
    {
        repository.Git("add", "--all");
        repository.Git("commit", "--quiet", $"--message={message}");
    }
}
