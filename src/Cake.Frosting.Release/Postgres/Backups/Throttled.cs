namespace Cake.Frosting.Release.Postgres;

/// <summary>Hands a line on every two seconds at most: a database may have ten thousand tables.</summary>
internal sealed class Throttled(TimeProvider time, Action<string> tell)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private long last = time.GetTimestamp();

    public void Tell(string line) => Tell(() => line);

    public void Tell(Func<string> line)
    {
        lock (gate)
        {
            if (time.GetElapsedTime(last) < Pause)
            {
                return;
            }

            last = time.GetTimestamp();
        }

        tell(line());
    }
}
