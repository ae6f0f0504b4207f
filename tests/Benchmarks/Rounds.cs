namespace Benchmarks;

/// <summary>
/// Measures contenders side by side: in each round each one once, the order turned around from round to
/// round. Compared are the medians of the ratios within the rounds, as a shared machine is not always as fast.
/// </summary>
internal static class Rounds
{
    public static IReadOnlyList<Measured> Run(
        IReadOnlyList<Contender> contenders,
        int rounds,
        Func<Contender, string> prepare,
        Action<Contender>? done = null
    )
    {
        var times = contenders.ToDictionary(c => c, _ => new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            foreach (var contender in round % 2 == 0 ? contenders : contenders.Reverse())
            {
                var directory = prepare(contender);
                var elapsed = Shell.Run(contender.Program, contender.Arguments, directory);
                times[contender].Add(elapsed.TotalSeconds);
                done?.Invoke(contender);
            }
        }

        var reference = times[contenders[0]];
        return
        [
            .. contenders.Select(c => new Measured(
                c,
                Median(times[c]),
                Median(times[c].Zip(reference, (time, other) => time / other))
            )),
        ];
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
