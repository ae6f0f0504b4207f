namespace Quickstart.Clients;

/// <summary>
/// The ids of acknowledged orders in a file, which outlives the tool: a release that was killed and is taken up
/// again must account for them too.
/// </summary>
internal sealed class AcknowledgedOrders(string file) : IDisposable
{
    private readonly StreamWriter writer = new(
        File.Open(file, FileMode.Append, FileAccess.Write, FileShare.Read)
    )
    {
        AutoFlush = true,
    };

    public void Add(Guid id)
    {
        lock (writer)
        {
            writer.Write($"{id}\n");
        }
    }

    public void Dispose() => writer.Dispose();

    public static IReadOnlyList<Guid> Read(string file) =>
        [.. File.ReadLines(file).Where(line => line.Length == 36).Select(Guid.Parse).Distinct()];
}
