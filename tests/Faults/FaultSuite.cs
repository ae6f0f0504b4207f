using System.Collections.Concurrent;
using Faults.Bench;

namespace Faults;

/// <summary>Tries faults one after another in one workspace, several workspaces side by side.</summary>
/// <param name="makeBench">Makes the bench of a number; it is not set up.</param>
/// <param name="options">What is tried.</param>
/// <param name="output">Where progress is told.</param>
/// <param name="interrupted">Ends it after the faults that are being tried.</param>
internal sealed class FaultSuite(
    Func<int, IFaultBench> makeBench,
    SuiteOptions options,
    TextWriter output,
    CancellationToken interrupted = default
)
{
    private readonly TextWriter output = TextWriter.Synchronized(output);
    private int benches;

    /// <summary>Is told of each fault once it was tried.</summary>
    public Action<CaseResult> Tried { get; init; } = _ => { };

    /// <summary>Tries all faults that the options choose; the results are in the order of the faults.</summary>
    public async Task<IReadOnlyList<CaseResult>> RunAsync()
    {
        var first = await SetUpAsync();
        var recording = await new Recorder(first).RecordAsync();
        await first.TidyAsync();
        var faults = Choose(recording, first);
        output.WriteLine(
            $"{first.Name}: {recording.Steps.Count} steps, {recording.UndoneOnFailure.Count} and {recording.UndoneFromLive.Count} undone, {recording.Calls.Count} commands; a release takes {recording.Length.TotalSeconds:0.0} s."
        );
        output.WriteLine($"{faults.Count} faults, seed {options.Seed}, {options.Workers} workspaces.");
        if (options.IsList)
        {
            faults.ToList().ForEach(fault => output.WriteLine($"  {fault.Id}"));
            await first.DisposeAsync();
            return [];
        }

        // Mixed, so that a suite that is interrupted has tried some of every kind.
        var mixed = faults.ToArray();
        new Random(options.Seed).Shuffle(mixed);
        var waiting = new ConcurrentQueue<Fault>(mixed);
        var results = new ConcurrentBag<CaseResult>();
        await Task.WhenAll(
            Enumerable
                .Range(0, Math.Max(1, options.Workers))
                .Select(worker =>
                    Task.Run(() => WorkAsync(worker == 0 ? first : null, waiting, results, faults.Count))
                )
        );
        var order = faults.Select((fault, index) => (fault.Id, index)).ToDictionary();
        return [.. results.OrderBy(result => order[result.Fault.Id])];
    }

    private List<Fault> Choose(Recording recording, IFaultBench bench)
    {
        var all = Kinds.All.Kinds.SelectMany(kind => kind.From(recording, bench)).ToList();
        var chosen = all.FindAll(fault => fault.Id == options.Only);
        if (chosen.Count == 0)
        {
            chosen = all.FindAll(fault => fault.Id.Contains(options.Only, StringComparison.Ordinal));
        }

        return options.Sample == 0 ? chosen : [.. chosen.GroupBy(fault => fault.Kind).SelectMany(Sample)];
    }

    /// <summary>So many faults of a kind as are asked for, by the seed.</summary>
    private IEnumerable<Fault> Sample(IEnumerable<Fault> ofKind)
    {
        var faults = ofKind.ToArray();
        new Random(options.Seed).Shuffle(faults);
        return faults.Take(options.Sample);
    }

    private async Task WorkAsync(
        IFaultBench? bench,
        ConcurrentQueue<Fault> waiting,
        ConcurrentBag<CaseResult> results,
        int count
    )
    {
        while (!interrupted.IsCancellationRequested && waiting.TryDequeue(out var fault))
        {
            bench ??= await SetUpAsync();
            var result = await new CaseRunner(options.Seed).RunAsync(fault, bench);
            results.Add(result);
            Tried(result);
            output.WriteLine(
                $"{results.Count, 4}/{count}  {result.Verdict.ToString().ToLowerInvariant(), -8} {fault.Id}  {result.Elapsed.TotalSeconds:0.0} s"
            );
            foreach (var problem in result.Broken)
            {
                output.WriteLine($"           {problem.Split('\n')[0]}");
            }

            if (result.Verdict == Verdict.Failed)
            {
                // Whatever is wrong with this one must not be blamed on the next.
                await bench.DisposeAsync();
                bench = null;
            }
            else if (result.Verdict != Verdict.NotHere)
            {
                await bench.TidyAsync();
            }
        }

        if (bench is not null)
        {
            await bench.DisposeAsync();
        }
    }

    private async Task<IFaultBench> SetUpAsync()
    {
        var bench = makeBench(Interlocked.Increment(ref benches));
        try
        {
            await bench.SetUpAsync();
            return bench;
        }
        catch
        {
            await bench.DisposeAsync();
            throw;
        }
    }
}
