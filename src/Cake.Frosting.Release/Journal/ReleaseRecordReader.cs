using System.Globalization;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Journal;

/// <summary>Folds the lines of a journal into a <see cref="ReleaseRecord"/>.</summary>
public static class ReleaseRecordReader
{
    /// <summary>The version of the format that this tool writes and reads.</summary>
    public const int Format = 1;

    /// <summary>Reads the record of a release.</summary>
    /// <param name="entries">The lines of its journal.</param>
    /// <param name="source">The journal's name for errors.</param>
    /// <returns>The record; <c>null</c> for a journal whose first line never reached the disk.</returns>
    /// <exception cref="ReleaseRefusedException">The journal is of a newer format, or does not begin as one.</exception>
    public static ReleaseRecord? Read(IReadOnlyList<JournalEntry> entries, string source)
    {
        ArgumentNullException.ThrowIfNull(entries);
        if (entries.Count == 0)
        {
            return null;
        }

        var state = new State(Begin(entries[0], source));
        foreach (var entry in entries.Skip(1))
        {
            state.Apply(entry);
        }

        return state.ToRecord();
    }

    private static ReleaseRecord Begin(JournalEntry entry, string source)
    {
        var data = entry.Data ?? new Dictionary<string, string>();
        if (entry.Event != JournalEvent.ReleaseStarted || !data.ContainsKey("format"))
        {
            throw new ReleaseRefusedException($"{source}(1,1): this is not the journal of a release.");
        }

        CheckFormat(entry, source);
        return new ReleaseRecord(
            new ReleaseIdentity(
                data["release"],
                data["project"],
                data["version"],
                data.GetValueOrDefault("previousVersion")
            ),
            entry.At
        )
        {
            Origin = data,
            LatestOrigin = data,
        };
    }

    /// <summary>Refuses a journal of another format; one that has none is for <see cref="Read"/> to refuse.</summary>
    internal static void CheckFormat(JournalEntry first, string source)
    {
        if (
            first.Data?.GetValueOrDefault("format") is { } format
            && format != Format.ToString(CultureInfo.InvariantCulture)
        )
        {
            throw new ReleaseRefusedException(
                $"{source}(1,1): the journal has format {format}, and this tool knows format {Format}.",
                "Use the version of the tool that wrote it, or a newer one."
            );
        }
    }

    private sealed class State(ReleaseRecord start)
    {
        private readonly Dictionary<string, string> facts = [];
        private readonly List<string> warnings = [];
        private readonly List<string> order = [];
        private readonly Dictionary<string, StepRecord> steps = [];
        private ReleaseRecord record = start;

        public ReleaseRecord ToRecord() =>
            record with
            {
                Facts = facts,
                Warnings = warnings,
                Steps = [.. order.Select(id => steps[id])],
            };

        public void Apply(JournalEntry entry)
        {
            record = record with { LastAt = entry.At };
            if (entry.Event == JournalEvent.Fact)
            {
                // Facts are not all of steps: a companion records what it measured.
                foreach (var (name, value) in entry.Data ?? new Dictionary<string, string>())
                {
                    facts[name] = value;
                }
            }
            else if (entry.Step is not null)
            {
                ApplyToStep(entry, entry.Step);
            }

            record = entry.Event switch
            {
                JournalEvent.Resumed => record with
                {
                    LatestOrigin = entry.Data ?? record.LatestOrigin,
                    Outcome = null,
                    // The way back goes on, and its next line tells the cause again.
                    Cause = record.IsRollingBack ? record.Cause : "",
                },
                JournalEvent.WentLive => record with { WentLiveAt = entry.At },
                JournalEvent.RollbackStarted => record with
                {
                    IsRollingBack = true,
                    LatestOrigin = entry.Data ?? record.LatestOrigin,
                    Outcome = null,
                    Cause = entry.Text ?? "",
                },
                JournalEvent.Abandoned => record with
                {
                    AbandonedAt = entry.At,
                    IsRollingBack = false,
                    Outcome =
                        record.WentLiveAt is null || record.IsRollingBack
                            ? Outcome.NeedsHuman
                            : Outcome.LiveWithWarnings,
                },
                JournalEvent.ReleaseEnded => End(entry),
                _ => record,
            };
        }

        private ReleaseRecord End(JournalEntry entry)
        {
            var outcome = Enum.GetValues<Outcome>().First(outcome => outcome.ToText() == entry.Text);
            return record with
            {
                Outcome = outcome,
                IsRollingBack = record.IsRollingBack && outcome == Outcome.NeedsHuman,
                Cause = entry.Data?.GetValueOrDefault("cause") ?? record.Cause,
            };
        }

        private void ApplyToStep(JournalEntry entry, string id)
        {
            if (!steps.TryGetValue(id, out var step))
            {
                step = new StepRecord(id, StepStatus.NotRun);
                order.Add(id);
            }

            if (entry.Event is JournalEvent.Warned or JournalEvent.StepWarned)
            {
                warnings.Add($"{id}: {entry.Text}");
            }

            steps[id] = entry.Event switch
            {
                JournalEvent.StepStarted => step with
                {
                    Status = StepStatus.Started,
                    StartedAt = step.StartedAt ?? entry.At,
                    Reason = "",
                    BeforeUndo = null,
                    UndoStartedAt = null,
                },
                JournalEvent.Issued => step with { Issued = [.. step.Issued, entry.Text ?? ""] },
                JournalEvent.UndoStarted => step with
                {
                    Status = StepStatus.UndoStarted,
                    Elapsed = TimeSpan.Zero,
                    BeforeUndo = step.BeforeUndo ?? step,
                    UndoStartedAt = step.UndoStartedAt ?? entry.At,
                },
                _ when JournalEvents.StatusOf(entry.Event) is { } status => step with
                {
                    Status = status,
                    EndedAt = entry.At,
                    Elapsed = entry.Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : step.Elapsed,
                    Reason = entry.Text ?? "",
                },
                _ => step,
            };
        }
    }
}
