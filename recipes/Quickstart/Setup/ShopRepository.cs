using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Steps;

namespace Quickstart.Setup;

/// <summary>The shop's git repository, with a bare remote beside it.</summary>
internal sealed class ShopRepository(WorkspaceSettings settings, StepContext context)
{
    private readonly IPlace place = new ThisMachine();

    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        foreach (var directory in (string[])[settings.Repository, settings.Origin])
        {
            if (Directory.Exists(directory))
            {
                // What a killed set-up left.
                Directory.Delete(directory, recursive: true);
            }
        }

        await InAsync(
                settings.Directory,
                cancellationToken,
                "init",
                "--quiet",
                "--bare",
                "--initial-branch=main",
                settings.Origin
            )
            .ConfigureAwait(false);
        await InAsync(
                settings.Directory,
                cancellationToken,
                "init",
                "--quiet",
                "--initial-branch=main",
                settings.Repository
            )
            .ConfigureAwait(false);
        await GitAsync(cancellationToken, "config", "user.name", "Quickstart").ConfigureAwait(false);
        await GitAsync(cancellationToken, "config", "user.email", "quickstart@localhost")
            .ConfigureAwait(false);
        await GitAsync(cancellationToken, "config", "commit.gpgsign", "false").ConfigureAwait(false);
        await GitAsync(cancellationToken, "config", "tag.gpgsign", "false").ConfigureAwait(false);
        await GitAsync(cancellationToken, "remote", "add", "origin", settings.Origin).ConfigureAwait(false);
        CopyFirstFiles();
        await CommitAsync("Release 1.0.0", cancellationToken).ConfigureAwait(false);
        await GitAsync(cancellationToken, "tag", "--annotate", "--message=quickstart 1.0.0", "v1.0.0")
            .ConfigureAwait(false);
        await GitAsync(cancellationToken, "push", "--quiet", "--atomic", "origin", "main", "v1.0.0")
            .ConfigureAwait(false);
    }

    public async Task CommitAsync(string message, CancellationToken cancellationToken)
    {
        await GitAsync(cancellationToken, "add", "--all").ConfigureAwait(false);
        await GitAsync(cancellationToken, "commit", "--quiet", $"--message={message}").ConfigureAwait(false);
    }

    public Task PushAsync(CancellationToken cancellationToken) =>
        GitAsync(cancellationToken, "push", "--quiet", "origin", "main");

    /// <summary>The versions whose tags are at HEAD.</summary>
    public async Task<IReadOnlyList<string>> VersionsAtHeadAsync(CancellationToken cancellationToken)
    {
        var tags = await GitAsync(cancellationToken, "tag", "--points-at", "HEAD").ConfigureAwait(false);
        return [.. tags.Lines.Select(tag => tag.TrimStart('v'))];
    }

    /// <summary>The versions of all tags.</summary>
    public async Task<IReadOnlyList<Version>> VersionsAsync(CancellationToken cancellationToken)
    {
        var tags = await GitAsync(cancellationToken, "tag", "--list", "v*").ConfigureAwait(false);
        return [.. tags.Lines.Select(tag => Version.Parse(tag.TrimStart('v')))];
    }

    private Task<CommandResult> GitAsync(CancellationToken cancellationToken, params string[] arguments) =>
        InAsync(settings.Repository, cancellationToken, arguments);

    private Task<CommandResult> InAsync(
        string directory,
        CancellationToken cancellationToken,
        params string[] arguments
    ) =>
        context.LookAsync(
            place,
            new Command("git", arguments) { WorkingDirectory = directory },
            cancellationToken
        );

    private void CopyFirstFiles()
    {
        var source = Path.Combine(Resources.Files, "app");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(settings.Repository, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }
}
