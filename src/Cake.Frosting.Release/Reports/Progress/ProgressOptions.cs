namespace Cake.Frosting.Release.Reports;

/// <summary>How a console is to be written to.</summary>
public sealed record ProgressOptions
{
    /// <summary>Whether lines can be rewritten in place; otherwise every line is written once.</summary>
    public bool Live { get; init; }

    /// <summary>Whether a stage begins with a line of its own; not where the host writes one.</summary>
    public bool StageHeadings { get; init; } = true;

    /// <summary>Whether text may be coloured.</summary>
    public bool Color { get; init; }

    /// <summary>Whether GitHub Actions reads it: stages are groups, failures and warnings annotations.</summary>
    public bool GitHubActions { get; init; }

    /// <summary>The width of the terminal in cells, asked at each drawing; 0 or less where it has none.</summary>
    public Func<int> Width { get; init; } = () => 80;

    /// <summary>How often one step's progress is written where lines cannot be rewritten.</summary>
    public TimeSpan PlainProgressEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Chooses by the customs of terminals: NO_COLOR, TERM=dumb, GITHUB_ACTIONS.</summary>
    /// <param name="isTerminal">Whether the output is a terminal and not a file or a pipe.</param>
    /// <param name="environment">Looks a variable up.</param>
    /// <param name="width">Asks for the terminal's width in cells.</param>
    public static ProgressOptions Choose(bool isTerminal, Func<string, string?> environment, Func<int> width)
    {
        ArgumentNullException.ThrowIfNull(environment);
        var inActions = environment("GITHUB_ACTIONS") == "true";
        var canRewrite = isTerminal && !inActions && environment("TERM") != "dumb";
        return new ProgressOptions
        {
            Live = canRewrite,
            Color = canRewrite && string.IsNullOrEmpty(environment("NO_COLOR")),
            GitHubActions = inActions,
            Width = width,
        };
    }
}
