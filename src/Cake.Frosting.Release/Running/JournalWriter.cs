using System.Globalization;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Running;

/// <summary>Writes what happens into the journal; a line is on disk when the call that tells of it returns.</summary>
/// <param name="journal">The journal of the release.</param>
/// <param name="redactor">Replaces secrets: none must reach the disk.</param>
/// <param name="time">The clock.</param>
public sealed class JournalWriter(IJournal journal, Redactor redactor, TimeProvider time) : IReleaseObserver
{
    /// <summary>Who goes back where a rollback begins, on which machine and in which CI run; <c>null</c> where nobody asks.</summary>
    public IReadOnlyDictionary<string, string>? Origin { get; init; }

    /// <summary>Writes the first line of a new release.</summary>
    /// <param name="release">The release.</param>
    /// <param name="origin">Who releases, where and in which CI run, by name.</param>
    public void ReleaseStarted(ReleaseIdentity release, IReadOnlyDictionary<string, string> origin)
    {
        ArgumentNullException.ThrowIfNull(release);
        var data = new Dictionary<string, string>(origin)
        {
            ["format"] = ReleaseRecordReader.Format.ToString(CultureInfo.InvariantCulture),
            ["release"] = release.Id,
            ["project"] = release.Project,
            ["version"] = release.Version,
        };
        if (release.PreviousVersion is not null)
        {
            data["previousVersion"] = release.PreviousVersion;
        }

        Write(
            new JournalEntry
            {
                At = time.GetUtcNow(),
                Event = JournalEvent.ReleaseStarted,
                Data = data,
            }
        );
    }

    /// <summary>Writes that a later run takes the release up again.</summary>
    /// <param name="origin">Who goes on, where and in which CI run.</param>
    public void Resumed(IReadOnlyDictionary<string, string> origin) =>
        Write(
            new JournalEntry
            {
                At = time.GetUtcNow(),
                Event = JournalEvent.Resumed,
                Data = origin,
            }
        );

    /// <summary>Writes that the release is given up where it stands.</summary>
    /// <param name="origin">Who gives it up, where and in which CI run.</param>
    public void Abandoned(IReadOnlyDictionary<string, string> origin) =>
        Write(
            new JournalEntry
            {
                At = time.GetUtcNow(),
                Event = JournalEvent.Abandoned,
                Data = origin,
            }
        );

    /// <summary>Writes that users are handed to the new version.</summary>
    public void WentLive() =>
        Write(new JournalEntry { At = time.GetUtcNow(), Event = JournalEvent.WentLive });

    /// <summary>Writes how the release ended.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="cause">The cause of a failure; otherwise empty.</param>
    public void ReleaseEnded(Outcome outcome, string cause) =>
        Write(
            new JournalEntry
            {
                At = time.GetUtcNow(),
                Event = JournalEvent.ReleaseEnded,
                Text = outcome.ToText(),
                Data = cause.Length == 0 ? null : new Dictionary<string, string> { ["cause"] = cause },
            }
        );

    /// <summary>Writes a fact.</summary>
    /// <param name="key">Its key, <c>step-id.name</c>.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="ReleaseRefusedException">It holds the value of a secret.</exception>
    public void Fact(string key, string value)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (redactor.Redact(value) != value)
        {
            // With stars in its place a later run would undo with another name than this one used.
            throw new ReleaseRefusedException(
                $"The fact {key} holds the value of a secret, and cannot be journalled.",
                "Choose a secret that is not also part of a name, such as that of a database or directory."
            );
        }

        Write(
            new JournalEntry
            {
                At = time.GetUtcNow(),
                Event = JournalEvent.Fact,
                Step = key[..key.LastIndexOf('.')],
                Data = new Dictionary<string, string> { [key] = value },
            }
        );
    }

    /// <inheritdoc/>
    public void StepChanged(Step step, StepStatus status, string reason, TimeSpan elapsed)
    {
        ArgumentNullException.ThrowIfNull(step);
        var hasBegun = status is not (StepStatus.Started or StepStatus.UndoStarted);
        Write(
            new JournalEntry
            {
                At = time.GetUtcNow(),
                Event = JournalEvents.EventOf(status),
                Step = step.Id,
                Text = reason.Length == 0 ? null : reason,
                Seconds = hasBegun ? Math.Round(elapsed.TotalSeconds, 3) : null,
            }
        );
    }

    /// <inheritdoc/>
    public void Issued(Step step, Instruction instruction) =>
        Line(JournalEvent.Issued, step, instruction.Text);

    /// <inheritdoc/>
    public void Warned(Step step, string text) => Line(JournalEvent.Warned, step, text);

    /// <inheritdoc/>
    public void RollbackStarted(string cause) =>
        Write(
            new JournalEntry
            {
                At = time.GetUtcNow(),
                Event = JournalEvent.RollbackStarted,
                Text = cause,
                Data = Origin,
            }
        );

    private void Line(JournalEvent journalEvent, Step step, string text) =>
        Write(
            new JournalEntry
            {
                At = time.GetUtcNow(),
                Event = journalEvent,
                Step = step.Id,
                Text = text,
            }
        );

    private void Write(JournalEntry entry) =>
        journal.Append(
            entry with
            {
                Text = entry.Text is null ? null : redactor.Redact(entry.Text),
                Data = entry.Data?.ToDictionary(pair => pair.Key, pair => redactor.Redact(pair.Value)),
            }
        );
}
