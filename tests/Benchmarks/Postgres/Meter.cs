using System.Globalization;

namespace Benchmarks.Postgres;

/// <summary>Measures what contenders cost besides time: processor time, and the bytes that they leave.</summary>
/// <param name="cpu">The processor time.</param>
/// <param name="outputs">Where each contender leaves what it writes; a path relative to its directory is fine.</param>
internal sealed class Meter(CpuTime cpu, IReadOnlyDictionary<string, string> outputs)
{
    private readonly Dictionary<string, List<double>> seconds = [];
    private readonly Dictionary<string, long> bytes = [];
    private double began;

    public void Begin() => began = cpu.Now;

    public void End(Contender contender, string directory)
    {
        if (!seconds.TryGetValue(contender.Name, out var list))
        {
            seconds[contender.Name] = list = [];
        }

        list.Add(cpu.Now - began);
        if (outputs.TryGetValue(contender.Name, out var path))
        {
            bytes[contender.Name] = Size(Path.GetFullPath(path, directory));
        }
    }

    public string Cpu(Contender contender) =>
        Rounds.Median(seconds[contender.Name]).ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>In millions of bytes; empty for one that writes no backup.</summary>
    public string Megabytes(Contender contender) =>
        bytes.TryGetValue(contender.Name, out var size)
            ? (size / 1e6).ToString("0", CultureInfo.InvariantCulture)
            : "";

    public long Bytes(string contender) => bytes[contender];

    private static long Size(string path) =>
        File.Exists(path)
            ? new FileInfo(path).Length
            : new DirectoryInfo(path)
                .EnumerateFiles("*", SearchOption.AllDirectories)
                .Where(file => file.LinkTarget is null)
                .Sum(file => file.Length);
}
