using Cake.Frosting.Release.Chain;
using Cake.Frosting.Release.Commands;

namespace Build.Checks;

/// <summary>Checks of the files that git knows.</summary>
internal static class TrackedFiles
{
    // Written so that they do not find themselves.
    private const string Registries =
        @"(api|www)[.]nuget[.]org|registry[.]npmjs[.]org|(deb|security)[.]debian[.]org|docker[.]io/|ghcr[.]io|pypi[.]org";

    private const string MachinePaths = @"(^|[^A-Za-z0-9_.$}/-])/(work|root|Users)/[A-Za-z.]";

    /// <summary>The commands that check every shell script.</summary>
    public static async Task<IReadOnlyList<Command>> ScriptChecksAsync(
        Tool tool,
        CancellationToken cancellationToken
    )
    {
        var files = await Repository.AskAsync(
            tool,
            new Command("git", "ls-files", "--", "*.sh", ".ci/run"),
            cancellationToken
        );
        return
        [
            .. files.Lines.Select(file => new Command(ShellOf(file), "-n", file)),
            .. Has("shellcheck") ? [new Command("shellcheck", files.Lines)] : Array.Empty<Command>(),
        ];
    }

    /// <summary>Where a file names the host of a package registry, or a path of the machine of who wrote it.</summary>
    public static async Task<IReadOnlyList<string>> UnwantedAsync(
        Tool tool,
        CancellationToken cancellationToken
    ) =>
        [
            .. await FindAsync(tool, "the host of a package registry", Registries, cancellationToken),
            .. await FindAsync(tool, "a path of somebody's machine", MachinePaths, cancellationToken),
        ];

    private static async Task<IEnumerable<string>> FindAsync(
        Tool tool,
        string what,
        string pattern,
        CancellationToken cancellationToken
    )
    {
        // 1 means that nothing was found.
        var found = await Repository.AskAsync(
            tool,
            new Command("git", "grep", "-nIE", "-e", pattern) { SuccessCodes = [0, 1] },
            cancellationToken
        );
        return found.Lines.Select(line => $"{what}: {line}");
    }

    private static string ShellOf(string file) =>
        File.ReadLines(Path.Combine(Repository.Root, file)).First().Contains("bash", StringComparison.Ordinal)
            ? "bash"
            : "sh";

    private static bool Has(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(directory => File.Exists(Path.Combine(directory, program)));
}
