using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Journal;

/// <summary>Which line of the journal tells which status of a step, both ways.</summary>
internal static class JournalEvents
{
    private static readonly (JournalEvent Event, StepStatus Status)[] Pairs =
    [
        (JournalEvent.StepStarted, StepStatus.Started),
        (JournalEvent.StepDone, StepStatus.Done),
        (JournalEvent.StepSkipped, StepStatus.Skipped),
        (JournalEvent.StepWarned, StepStatus.Warned),
        (JournalEvent.StepFailed, StepStatus.Failed),
        (JournalEvent.StepInterrupted, StepStatus.Interrupted),
        (JournalEvent.UndoStarted, StepStatus.UndoStarted),
        (JournalEvent.UndoDone, StepStatus.Undone),
        (JournalEvent.UndoFailed, StepStatus.UndoFailed),
    ];

    public static StepStatus? StatusOf(JournalEvent journalEvent)
    {
        foreach (var pair in Pairs)
        {
            if (pair.Event == journalEvent)
            {
                return pair.Status;
            }
        }

        return null;
    }

    public static JournalEvent EventOf(StepStatus status) => Pairs.First(pair => pair.Status == status).Event;
}
