using Cake.Frosting.Release.Assets;

namespace Cake.Frosting.Release.GitHub;

/// <summary>What CI must have said about a commit.</summary>
internal sealed record ChecksOptions
{
    /// <summary>Names that must have reported.</summary>
    public IReadOnlyList<string> Require { get; init; } = [];

    /// <summary>Globs of names that do not matter.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>How long those that still run are waited for.</summary>
    public TimeSpan Wait { get; init; }

    /// <summary>The workflow run that this release is part of, which cannot end before it; <c>null</c> outside of one.</summary>
    public string? OwnRun { get; init; }
}

/// <summary>One check that is not green.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">How it stands, e.g. <c>failure</c>.</param>
/// <param name="Url">Where to read more; <c>null</c> where it does not say.</param>
/// <param name="MayTurnGreen">Whether it has not ended.</param>
internal sealed record NotGreen(string Name, string State, string? Url, bool MayTurnGreen)
{
    /// <summary>For an error: <c>build: failure (https://…)</c>.</summary>
    public override string ToString() => $"{Name}: {State}{(Url is null ? "" : $" ({Url})")}";
}

/// <summary>Judges what has been said about a commit.</summary>
internal static class ChecksVerdict
{
    private const string Silence = "nothing has reported on it";

    /// <summary>The checks that are not green; none where all are.</summary>
    /// <param name="checks">What has been said.</param>
    /// <param name="options">What must have been said.</param>
    public static IReadOnlyList<NotGreen> Judge(CommitChecks checks, ChecksOptions options)
    {
        var ignored = new GlobSet(options.Ignore);
        var reports = checks
            .Statuses.Select(StateOf)
            .Concat(checks.Runs.Where(run => !IsOwn(run, options.OwnRun)).Select(StateOf))
            .Where(report => !ignored.Matches(report.Name))
            .ToList();
        var missing = options.Require.Except(reports.Select(report => report.Name)).ToList();
        if (reports.Count == 0 && missing.Count == 0 && !HasIgnored(checks, ignored))
        {
            // CI that has not begun looks just like this.
            return [new NotGreen("CI", Silence, null, true)];
        }

        return
        [
            .. reports.Where(report => report.State.Length > 0),
            .. missing.Select(name => new NotGreen(name, "has not reported", null, true)),
        ];
    }

    private static bool HasIgnored(CommitChecks checks, GlobSet ignored) =>
        checks.Statuses.Any(status => ignored.Matches(status.Context))
        || checks.Runs.Any(run => ignored.Matches(run.Name));

    private static NotGreen StateOf(CommitStatus status) =>
        new(
            status.Context,
            status.State == "success" ? "" : status.State,
            status.TargetUrl,
            status.State == "pending"
        );

    private static NotGreen StateOf(CheckRun run) =>
        run.Status == "completed"
            ? new(
                run.Name,
                run.Conclusion is "success" or "neutral" or "skipped"
                    ? ""
                    : run.Conclusion ?? "no conclusion",
                run.HtmlUrl,
                false
            )
            : new(run.Name, run.Status, run.HtmlUrl, true);

    /// <summary>A job of the workflow that releases: it waits for the release, so the release does not wait for it.</summary>
    private static bool IsOwn(CheckRun run, string? ownRun) =>
        ownRun is not null
        && run.Status != "completed"
        && run.DetailsUrl?.Contains($"/actions/runs/{ownRun}/", StringComparison.Ordinal) == true;
}
