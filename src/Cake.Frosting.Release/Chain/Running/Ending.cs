using System.Diagnostics.CodeAnalysis;
using Cake.Frosting.Release.Composing;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Running;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Chain;

/// <summary>
/// How a run over a release ends: what went along with it is ended, what runs is looked at, and the outcome is
/// journalled, whatever becomes of the former two.
/// </summary>
internal sealed class Ending(Tool tool, Project project) : IDisposable
{
    private readonly ICompanion? companion = project.Recipe?.Accompany(project.Configuration);

    /// <summary>What a recipe lets go along with a release begins.</summary>
    public Task BeginCompanionAsync(bool isNew, CancellationToken cancellationToken) =>
        companion?.BeginAsync(isNew, cancellationToken) ?? Task.CompletedTask;

    /// <summary>Ends it; its warnings.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Told as a warning.")]
    public async Task<IReadOnlyList<string>> EndCompanionAsync(Facts facts)
    {
        try
        {
            return companion is null ? [] : await companion.EndAsync(facts).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            return [$"What went along with the release did not end as it should: {exception.Message}"];
        }
    }

    /// <summary>Finds out how it ended, and journals it; <c>null</c> for a release that is not over.</summary>
    public async Task RecordAsync(Outcome? outcome, string cause, ReleaseRunner runner, JournalWriter journal)
    {
        foreach (var warning in await EndCompanionAsync(runner.Facts).ConfigureAwait(false))
        {
            outcome = outcome == Outcome.Live ? Outcome.LiveWithWarnings : outcome;
            tool.Output.WriteLine(tool.Redactor.Redact(warning));
        }

        if (outcome is not Outcome.Live)
        {
            await LookAsync(runner.Facts).ConfigureAwait(false);
        }

        if (outcome == Outcome.Live && runner.HasWarnings)
        {
            outcome = Outcome.LiveWithWarnings;
        }

        if (outcome is { } known)
        {
            journal.ReleaseEnded(known, cause);
        }
    }

    public void Dispose() => companion?.Dispose();

    private async Task LookAsync(Facts facts)
    {
        try
        {
            await new Looking(tool).RecordAsync(project, facts, CancellationToken.None).ConfigureAwait(false);
        }
        catch (ReleaseException exception)
        {
            tool.Output.WriteLine(
                tool.Redactor.Redact($"What runs now could not be seen: {exception.Message}")
            );
        }
    }
}
