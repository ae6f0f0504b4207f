using System.Globalization;

namespace Benchmarks.Postgres;

/// <summary>What our own processes noted of themselves: each step's time, and the largest memory at its end.</summary>
internal sealed class StepTimes(string file)
{
    private readonly IReadOnlyList<(string Verb, string Step, double Seconds, double Megabytes)> lines =
    [
        .. File.ReadLines(file)
            .Select(line => line.Split(' '))
            .Select(parts => (parts[0], parts[1], Number(parts[2]), Number(parts[3]))),
    ];

    public static Task NoteAsync(string file, string verb, string step, TimeSpan took) =>
        File.AppendAllTextAsync(
            file,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{verb} {step} {took.TotalSeconds:0.000} {Peak():0.0}\n"
            )
        );

    public IEnumerable<string> StepsOf(string verb) =>
        lines.Where(line => line.Verb == verb).Select(line => line.Step).Distinct();

    /// <summary>The median of a step, in seconds.</summary>
    public double Seconds(string verb, string step) =>
        Rounds.Median(
            lines.Where(line => line.Verb == verb && line.Step == step).Select(line => line.Seconds)
        );

    /// <summary>The largest memory that a process of ours had in all rounds, in millions of bytes.</summary>
    public double Memory(string verb) => lines.Where(line => line.Verb == verb).Max(line => line.Megabytes);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The largest resident memory of this process so far; the children's is not in it.</summary>
    private static double Peak()
    {
        var line = File.ReadLines("/proc/self/status")
            .First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return Number(line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1]) * 1024 / 1e6;
    }
}
