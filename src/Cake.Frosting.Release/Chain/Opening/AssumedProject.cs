using System.Text;
using System.Text.RegularExpressions;
using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Git;
using Cake.Frosting.Release.State;

namespace Cake.Frosting.Release.Chain;

/// <summary>
/// A repository without a release.yml, for those who want to see first what a release of it would do: the file that fits
/// it is assumed, and shown. Nothing is released with it before somebody has written it.
/// </summary>
/// <param name="tool">What the tool has at hand.</param>
internal sealed partial class AssumedProject(Tool tool)
{
    private static readonly string[] Changelogs =
    [
        "CHANGELOG.md",
        "changelog.md",
        "Changelog.md",
        "CHANGES.md",
        "HISTORY.md",
        "History.md",
        "RELEASES.md",
        "NEWS.md",
        "docs/CHANGELOG.md",
        "docs/changelog.md",
    ];

    private string Directory => tool.Arguments.Directory;

    /// <summary>The project with the file that fits it; <c>null</c> where this is no work tree of git.</summary>
    /// <param name="cancellationToken">Ends the questions to git.</param>
    public async Task<FoundProject?> FindAsync(CancellationToken cancellationToken)
    {
        var repository = new GitRepository(
            new GitCommands(Directory) { Unset = GitEnvironment.ToUnset() },
            tool.Runner
        );
        string text;
        try
        {
            text = await WriteAsync(repository, cancellationToken).ConfigureAwait(false);
        }
        catch (ReleaseException)
        {
            return null;
        }

        tool.Output.WriteLine(
            $"There is no release.yml in {Directory}. With this one, which fits what is there, a release would do what follows;\nwrite and commit it to release for real:\n\n    {text.TrimEnd().Replace("\n", "\n    ", StringComparison.Ordinal)}\n"
        );
        var configuration = ConfigurationLoader.Parse(
            text,
            "the assumed release.yml",
            Directory,
            new LoadOptions { Environment = tool.Environment }
        );
        return new FoundProject(
            Path.Combine(Directory, "release.yml"),
            null,
            configuration,
            TargetStates.Open(configuration, tool.Redactor, tool.Time)
        );
    }

    private async Task<string> WriteAsync(GitRepository repository, CancellationToken cancellationToken)
    {
        var status = await repository.StatusAsync(cancellationToken).ConfigureAwait(false);
        var git = new List<string>();
        if (status.Branch is { } branch and not "main" && Plain().IsMatch(branch))
        {
            git.Add($"branch: {branch}");
        }

        var habits = TagHabits.Of(
            await repository.TagsAsync("", cancellationToken: cancellationToken).ConfigureAwait(false)
        );
        if (habits.Prefix != "v")
        {
            git.Add($"tagPrefix: \"{habits.Prefix}\"");
        }

        var remote = await repository
            .LookAsync(repository.Commands.RemoteUrl("origin"), cancellationToken)
            .ConfigureAwait(false);
        if (remote.ExitCode != 0)
        {
            git.Add("push: false");
        }

        var text = new StringBuilder($"project: {Name}\n");
        text.Append(git.Count == 0 ? "" : $"git: {{ {string.Join(", ", git)} }}\n");
        text.Append(
            habits.Scheme switch
            {
                VersionScheme.MajorMinor =>
                    $"version: {{ scheme: major-minor, separator: \"{habits.Separator}\" }}\n",
                VersionScheme.Numbers => "version: { scheme: numbers }\n",
                _ => "",
            }
        );
        var found = Changelogs.FirstOrDefault(file => HasFile(file));
        return text.Append(
                found is null ? "changelog: { from: none }\n"
                : found == Changelogs[0] ? "changelog: { fallback: commits }\n"
                : $"changelog: {{ file: {found}, fallback: commits }}\n"
            )
            .ToString();
    }

    private string Name
    {
        get
        {
            var name = NotInNames()
                .Replace(Path.GetFileName(Directory.TrimEnd('/')).ToLowerInvariant(), "-")
                .Trim('-');
            return name.Length > 0 ? name : "project";
        }
    }

    /// <summary>Whether there is a file by this very name, also where case does not matter.</summary>
    private bool HasFile(string file)
    {
        var whole = Path.Combine(Directory, file);
        return File.Exists(whole)
            && System
                .IO.Directory.EnumerateFiles(Path.GetDirectoryName(whole)!, Path.GetFileName(file))
                .Contains(whole);
    }

    [GeneratedRegex("[^a-z0-9-]+")]
    private static partial Regex NotInNames();

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9/_.-]*$")]
    private static partial Regex Plain();
}
