using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Chain;

/// <summary>What the command line says about a release.</summary>
public sealed record ReleaseArguments
{
    private const string DefaultWait = "10m";

    /// <summary><c>--version=X.Y.Z</c>: the version to release.</summary>
    public string? Version { get; init; }

    /// <summary><c>--bump=major|minor|patch</c>: how the version is raised.</summary>
    public string? Bump { get; init; }

    /// <summary><c>--recipe=NAME</c>: the recipe, where the directory has no release.yml.</summary>
    public string? Recipe { get; init; }

    /// <summary><c>--dryrun</c>: nothing is changed, anywhere.</summary>
    public bool IsDryRun { get; init; }

    /// <summary><c>--accept-data-loss</c>: a rollback may lose rows written since the release went live.</summary>
    public bool AcceptDataLoss { get; init; }

    /// <summary>
    /// <c>--wait-for-lock=10m</c>: how long to wait for somebody else to end, 10 minutes where no value is given;
    /// <c>null</c>: not at all.
    /// </summary>
    public string? WaitForLock { get; init; }

    /// <summary><c>--message=TEXT</c>: why the target is frozen.</summary>
    public string? Message { get; init; }

    /// <summary><c>--backup=NAME</c>: the backup to restore: a name, a directory, or <c>latest</c>.</summary>
    public string? Backup { get; init; }

    /// <summary><c>--database=NAME</c>: the database to restore, by its key in the configuration.</summary>
    public string? Database { get; init; }

    /// <summary><c>--older-than=7d</c>: how old must be what Prune removes.</summary>
    public string? OlderThan { get; init; }

    /// <summary><c>--verbosity=diagnostic</c>: errors come with their stack trace.</summary>
    public bool IsDiagnostic { get; init; }

    /// <summary><c>--working=DIR</c>: the directory of the project; the current one where it is not given.</summary>
    public string Directory { get; init; } = System.IO.Directory.GetCurrentDirectory();

    /// <summary>The command that runs the tool on the same project again, up to its target.</summary>
    public string Launcher =>
        HasDirectory ? $"./build.sh --working={ShellQuoting.Quote(Directory)}" : "./build.sh";

    /// <summary>Whether <c>--working</c> was given: then the directory must hold a project.</summary>
    public bool HasDirectory { get; init; }

    /// <summary>The arguments for the host: <c>--version=X</c> would be taken for the question after its own version.</summary>
    public IReadOnlyList<string> ForHost { get; init; } = [];

    /// <summary>Reads a command line; what it does not know is left to Cake.</summary>
    /// <param name="arguments">The command line.</param>
    public static ReleaseArguments Parse(IEnumerable<string> arguments)
    {
        var line = new ArgumentLine([.. arguments]);
        var directory = line.Value("--working", "-w");
        return new ReleaseArguments
        {
            Version = line.AssignedValue("--version"),
            Bump = line.Value("--bump"),
            Recipe = line.Value("--recipe"),
            IsDryRun = line.Has("--dryrun", "--noop", "--whatif"),
            AcceptDataLoss = line.Has("--accept-data-loss"),
            WaitForLock =
                line.AssignedValue("--wait-for-lock") ?? (line.Has("--wait-for-lock") ? DefaultWait : null),
            Message = line.Value("--message"),
            Backup = line.Value("--backup"),
            Database = line.Value("--database"),
            OlderThan = line.Value("--older-than"),
            IsDiagnostic =
                line.Value("--verbosity", "-v") is { } level
                && level.StartsWith("diag", StringComparison.OrdinalIgnoreCase),
            Directory = Path.GetFullPath(directory ?? "."),
            HasDirectory = directory is not null,
            ForHost = line.With("--version=", "--release-version="),
        };
    }
}
