using System.Diagnostics;
using System.Text.RegularExpressions;
using Cake.Frosting.Release.Steps;
using Faults.Bench;
using Faults.Invariants;

namespace Faults;

/// <summary>Lets one fault happen, goes on as an operator would, and looks whether everything holds.</summary>
/// <param name="seed">Together with the fault's id it decides all that is left to chance.</param>
internal sealed partial class CaseRunner(int seed)
{
    /// <summary>After a fault the release must have ended within so many commands.</summary>
    private const int MaxCommands = 3;

    public async Task<CaseResult> RunAsync(Fault fault, IFaultBench bench)
    {
        if (fault.NotHere is { } why)
        {
            return new CaseResult(fault, Verdict.NotHere) { Told = [why] };
        }

        var clock = Stopwatch.StartNew();
        var written = bench.Writer.Count;
        using var scene = new Scene(bench, new Random(SeedOf(fault)));
        long lost = 0;
        try
        {
            scene.BesideBefore = await DatabasesAreTidy.PointsAsync(bench);
            bench.MakeChange();
            await fault.Strike(scene);
            await scene.HealAsync();
            await GoOnAsync(scene);
            foreach (var invariant in All.Invariants)
            {
                foreach (var problem in await invariant.FindAsync(scene))
                {
                    scene.Break($"{invariant.Name}: {problem}");
                }
            }

            lost = await RowsAreThere.CountLostAsync(bench);
        }
        catch (Exception exception)
        {
            // Whatever it is, the other faults are still to be tried.
            scene.Break($"{exception.GetType().Name}: {exception.Message}");
        }

        return new CaseResult(
            fault,
            scene.Broken.Count > 0 ? Verdict.Failed
                : scene.HasStruck ? Verdict.Survived
                : Verdict.Missed
        )
        {
            Told = scene.Told,
            Broken = scene.Broken,
            Outputs = [.. scene.Runs.Select(run => run.Output)],
            Written = bench.Writer.Count - written,
            Lost = lost,
            Elapsed = clock.Elapsed,
        };
    }

    /// <summary>Gives the next commands until the release has ended: what the tool says, or what the seed says.</summary>
    private static async Task GoOnAsync(Scene scene)
    {
        for (var i = 0; i < MaxCommands && !HasEnded(scene); i++)
        {
            await scene.RunAsync(Next(scene));
        }

        if (!HasEnded(scene))
        {
            scene.Break($"after {MaxCommands} more commands the release has not ended");
        }
    }

    /// <summary>Whether a release, or the way back from one, has begun and come to an end.</summary>
    private static bool HasEnded(Scene scene) =>
        scene.Record is { IsUnfinished: false } latest
        && (latest.Release.Id != scene.Before?.Release.Id || latest.Outcome != scene.Before.Outcome);

    private static string Next(Scene scene)
    {
        // Nothing has begun: there is only one thing to try again.
        if (scene.Record is not { IsUnfinished: true } latest)
        {
            return scene.Runs[^1].Target;
        }

        if (latest.WentLiveAt is not null && !scene.Bench.CanGoBackFromLive)
        {
            return "Release";
        }

        var named = GoOnWith()
            .Matches(scene.Runs[^1].Output)
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .ToList();
        return named is [var only] && latest.Outcome == Outcome.NeedsHuman ? only
            : scene.Random.Next(2) == 0 ? "Release"
            : "Rollback";
    }

    private int SeedOf(Fault fault)
    {
        var hash = 2166136261u ^ (uint)seed;
        foreach (var character in fault.Id)
        {
            hash = (hash ^ character) * 16777619u;
        }

        return (int)hash;
    }

    [GeneratedRegex(@"--target=(Release|Rollback)\b")]
    private static partial Regex GoOnWith();
}
