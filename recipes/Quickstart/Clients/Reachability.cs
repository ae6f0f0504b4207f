namespace Quickstart.Clients;

/// <summary>Adds up how long the shop could not be reached: from a failed order's sending to the next answer.</summary>
internal sealed class Reachability(TimeProvider time)
{
    private readonly Lock gate = new();
    private long? awaySince;
    private TimeSpan away;

    public long Now => time.GetTimestamp();

    public TimeSpan Away
    {
        get
        {
            lock (gate)
            {
                return awaySince is { } since ? away + time.GetElapsedTime(since) : away;
            }
        }
    }

    public void Failed(long sent)
    {
        lock (gate)
        {
            awaySince ??= sent;
        }
    }

    public void Answered()
    {
        lock (gate)
        {
            if (awaySince is { } since)
            {
                away += time.GetElapsedTime(since);
                awaySince = null;
            }
        }
    }
}
