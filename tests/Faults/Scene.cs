using System.Diagnostics;
using System.Text.RegularExpressions;
using Cake.Frosting.Release.Journal;
using Faults.Bench;
using Ending = Cake.Frosting.Release.Steps.Outcome;

namespace Faults;

/// <summary>Where one fault happens: what it may do to the bench, and what has been run and found so far.</summary>
/// <param name="bench">The bench.</param>
/// <param name="random">Decides all that is left to chance.</param>
internal sealed partial class Scene(IFaultBench bench, Random random) : IDisposable
{
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly List<ToolProcess> runs = [];
    private readonly List<string> told = [];
    private readonly List<string> broken = [];
    private readonly HashSet<ToolProcess> excused = [];
    private readonly Stack<Func<Task>> healing = [];

    public IFaultBench Bench => bench;

    public Random Random => random;

    /// <summary>The databases that stood beside the project's before the fault.</summary>
    public IReadOnlyList<string> BesideBefore { get; set; } = [];

    /// <summary>The newest release before the fault.</summary>
    public ReleaseRecord? Before { get; private set; } = Latest(bench);

    /// <summary>The release that was last released, or taken back: the one whose journal was last written to.</summary>
    public ReleaseRecord? Record => Latest(bench);

    /// <summary>Whether the fault has really happened: a step may be over before its turn comes.</summary>
    public bool HasStruck { get; private set; }

    /// <summary>The runs of the tool, in order.</summary>
    public IReadOnlyList<ToolProcess> Runs => runs;

    /// <summary>What happened, for who reads of a fault that was not survived.</summary>
    public IReadOnlyList<string> Told => told;

    /// <summary>What did not hold.</summary>
    public IReadOnlyList<string> Broken => broken;

    public void Tell(string text) =>
        told.Add(FormattableString.Invariant($"{clock.Elapsed.TotalSeconds, 6:0.00} s  {text}"));

    public void Break(string text) => broken.Add(text);

    /// <summary>A run whose exit code says nothing of the outcome: it was refused, as it should be.</summary>
    public void Excuse(ToolProcess run) => excused.Add(run);

    public bool IsExcused(ToolProcess run) => excused.Contains(run);

    public void Struck(bool really = true) => HasStruck |= really;

    /// <summary>Does something once the run is over, before the next command.</summary>
    public void Afterwards(Func<Task> heal) => healing.Push(heal);

    /// <inheritdoc cref="Afterwards(Func{Task})"/>
    public void Afterwards(Action heal) =>
        healing.Push(() =>
        {
            heal();
            return Task.CompletedTask;
        });

    /// <summary>Starts the tool.</summary>
    public ToolProcess Start(string target, IReadOnlyDictionary<string, string>? environment = null)
    {
        Tell($"--target={target}");
        var run = bench.Start(target, environment);
        runs.Add(run);
        return run;
    }

    /// <summary>Runs the tool to its end.</summary>
    public async Task<ToolProcess> RunAsync(
        string target,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        var run = Start(target, environment);
        await EndAsync(run);
        return run;
    }

    /// <summary>Waits for the end of a run, and tells how it ended.</summary>
    public async Task EndAsync(ToolProcess run)
    {
        try
        {
            await run.EndAsync();
            Tell(run.WasKilled ? "killed" : $"exit code {run.ExitCode}: {LastWords(run)}");
        }
        catch (TimeoutException exception)
        {
            Break(exception.Message);
        }
    }

    /// <summary>Makes sure that the newest release is live, so that it can be rolled back.</summary>
    public async Task BeLiveAsync()
    {
        if (Before?.Outcome is not (Ending.Live or Ending.LiveWithWarnings))
        {
            await RunAsync("Release");
            Before = Record;
        }
    }

    public async Task HealAsync()
    {
        while (healing.TryPop(out var heal))
        {
            await heal();
        }
    }

    /// <summary>A time between none and one.</summary>
    public TimeSpan Somewhere(TimeSpan within) => within * random.NextDouble();

    public void Dispose() => runs.ForEach(run => run.Dispose());

    /// <summary>A rollback goes back from the live release, though a newer one may have failed since.</summary>
    private static ReleaseRecord? Latest(IFaultBench bench)
    {
        var newest = Directory
            .EnumerateFiles(bench.JournalDirectory)
            .MaxBy(file => new FileInfo(file).LastWriteTimeUtc);
        return newest is null ? null : ReleaseRecordReader.Read(JournalFile.Read(newest), newest);
    }

    /// <summary>The last line that says something, without Cake's frame around it.</summary>
    private static string LastWords(ToolProcess run) =>
        run.Output.Split('\n').Select(line => line.Trim()).LastOrDefault(line => Outcome().IsMatch(line))
        ?? "";

    [GeneratedRegex("^(LIVE|OLD-STILL-RUNNING|ROLLED-BACK|NEEDS-HUMAN|Error: |Interrupted|→)")]
    private static partial Regex Outcome();
}
