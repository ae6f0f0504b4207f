using System.Globalization;
using Engine;
using NUnit.Framework;
using Recipes.Tests.Utilitarian;

namespace Benchmarks.Downtime;

/// <summary>
/// Utilitarian, as the tests have it, released by its runbook in a shell script and by its recipe, on a real engine
/// and under load: how long it takes no readings, how long the release takes, and what is lost.
/// </summary>
internal sealed class DowntimeBenchmark : IBenchmark
{
    public string Name => "downtime";

    public string Summary =>
        "Utilitarian released by its runbook as a shell script, and by its recipe; --rounds=N, 3 unless given";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var said = arguments.FirstOrDefault(argument =>
            argument.StartsWith("--rounds=", StringComparison.Ordinal)
        );
        var rounds = said is null ? 3 : int.Parse(said["--rounds=".Length..], CultureInfo.InvariantCulture);
        if (EngineParts.Missing(ComposeVersion.Two) is { } missing)
        {
            Console.WriteLine($"Skipped: downtime ({missing})");
            return 0;
        }

        try
        {
            Print("A release with a migration", await MeasureAsync(rounds, NewVersion.Number, 0));
            Print("A release whose migration fails", await MeasureAsync(rounds, "1.1.0", 2));
        }
        catch (IgnoreException exception)
        {
            Console.WriteLine($"Skipped: downtime ({exception.Message})");
        }
        finally
        {
            DockerEngine.DisposeShared();
        }

        return 0;
    }

    /// <summary>Side by side; who goes first changes from round to round.</summary>
    private static async Task<IReadOnlyList<(string Name, List<Upgrade> Measured)>> MeasureAsync(
        int rounds,
        string version,
        int exitCode
    )
    {
        (string Name, Func<UtilitarianSite, Task<int>> Release, List<Upgrade> Measured)[] contenders =
        [
            ("the runbook as a script", site => Task.Run(() => Runbook.Run(site, version)), []),
            ("the recipe", site => ReleaseAsync(site, version), []),
        ];
        for (var round = 0; round < rounds; round++)
        {
            foreach (var (_, release, measured) in round % 2 == 0 ? contenders : contenders.Reverse())
            {
                measured.Add(await Upgrade.MeasureAsync(version, release, exitCode));
            }
        }

        return [.. contenders.Select(each => (each.Name, each.Measured))];
    }

    private static async Task<int> ReleaseAsync(UtilitarianSite site, string version)
    {
        using var run = await site.RunAsync("--target=Release", $"--version={version}");
        return run.ExitCode;
    }

    private static void Print(string title, IReadOnlyList<(string Name, List<Upgrade> Measured)> contenders)
    {
        var table = new Table(
            title,
            "no readings, s",
            "refused",
            "longest, s",
            "front page away, s",
            "total, s",
            "lost"
        );
        foreach (var (name, measured) in contenders)
        {
            table.Add(
                name,
                Text(measured, each => each.Refused, "0.0"),
                Text(measured, each => each.Failed, "0"),
                Text(measured, each => each.Longest, "0.0"),
                Text(measured, each => each.Front, "0.0"),
                Text(measured, each => each.Total, "0.0"),
                Text(measured, each => each.Lost, "0")
            );
        }

        table.Print($"Downtime, medians of {contenders[0].Measured.Count}");
        var steps = new Table("step of the recipe", "s");
        foreach (
            var id in contenders[^1]
                .Measured.SelectMany(each => each.Steps)
                .Select(each => each.Id)
                .Distinct()
        )
        {
            steps.Add(
                id,
                Text(
                    contenders[^1].Measured,
                    each => each.Steps.FirstOrDefault(step => step.Id == id).Seconds,
                    "0.00"
                )
            );
        }

        steps.Print("Where its time goes");
    }

    private static string Text(List<Upgrade> measured, Func<Upgrade, double> of, string format) =>
        Rounds.Median(measured.Select(of)).ToString(format, CultureInfo.InvariantCulture);
}
