using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Journal;
using Cake.Frosting.Release.Running;
using Cake.Frosting.Release.Steps;
using Cake.Frosting.Release.Tests.Files;

namespace Cake.Frosting.Release.Tests.Running;

/// <summary>Runs plans against a journal on disk, as often as a test wants to come back to it.</summary>
internal sealed class Bench : IDisposable
{
    public static readonly ReleaseIdentity Release = new("20261121T104227Z-1.4.0", "shop", "1.4.0", "1.3.0");

    private readonly TemporaryDirectory directory = new();
    private JournalFile? journal;

    public string JournalPath => directory["journal.jsonl"];

    public Redactor Redactor { get; } = new(new Secret("KEY", "hunter2!"));

    public IReleaseObserver Observer { get; init; } = new Silence();

    public ReleaseRecord Record => ReleaseRecordReader.Read(JournalFile.Read(JournalPath), JournalPath)!;

    public string Text => File.ReadAllText(JournalPath);

    /// <summary>A new run of the tool: it knows what the journal knows.</summary>
    public ReleaseRunner Open(params Step[] steps)
    {
        journal?.Dispose();
        journal = JournalFile.Open(JournalPath);
        var writer = new JournalWriter(journal, Redactor, TimeProvider.System);
        var earlier = ReleaseRecordReader.Read(journal.Entries, JournalPath);
        if (earlier is null)
        {
            writer.ReleaseStarted(Release, new Dictionary<string, string> { ["user"] = "anna hunter2!" });
        }

        return new ReleaseRunner(
            new ReleasePlan(Release, steps),
            earlier,
            writer,
            new RunServices(new CommandRunner(Redactor), Redactor, TimeProvider.System, Observer)
        );
    }

    public static Step A(string id, Stage stage, Func<StepContext, CancellationToken, Task> act) =>
        new()
        {
            Id = id,
            Stage = stage,
            Title = $"Do {id}",
            Act = new StepAction(act),
        };

    public static Step A(string id, Stage stage, Action act) =>
        A(
            id,
            stage,
            (_, _) =>
            {
                act();
                return Task.CompletedTask;
            }
        );

    public static Undo Back(Action act) =>
        new()
        {
            Title = "Take it back",
            Act = (_, _) =>
            {
                act();
                return Task.CompletedTask;
            },
        };

    public void Dispose()
    {
        journal?.Dispose();
        directory.Dispose();
    }

    private sealed class Silence : IReleaseObserver;
}
