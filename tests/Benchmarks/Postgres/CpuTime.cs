using System.Globalization;

namespace Benchmarks.Postgres;

/// <summary>
/// The processor time that a contender costs, in seconds: its own, by what this process has waited for, and that of
/// the server, whose backends do most of the work of a dump.
/// </summary>
internal sealed class CpuTime(string dataDirectory)
{
    private const double TicksPerSecond = 100;

    public double Now => Sum("self", 15, 16) + Server();

    private double Server()
    {
        var postmaster = File.ReadLines(Path.Join(dataDirectory, "postmaster.pid")).First();
        return Sum(postmaster, 13, 14, 15, 16)
            + File.ReadAllText($"/proc/{postmaster}/task/{postmaster}/children")
                .Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Sum(child => Sum(child, 13, 14));
    }

    /// <summary>Fields of /proc/PID/stat, counted from 0; the name in brackets may have spaces.</summary>
    private static double Sum(string process, params int[] fields)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            var values = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields.Sum(field => double.Parse(values[field - 2], CultureInfo.InvariantCulture))
                / TicksPerSecond;
        }
        catch (IOException)
        {
            // It has ended since, and is counted with its parent the next time.
            return 0;
        }
    }
}
