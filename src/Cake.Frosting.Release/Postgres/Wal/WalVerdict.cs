namespace Cake.Frosting.Release.Postgres;

/// <summary>What the write-ahead log tells about a database since a mark.</summary>
internal enum WalFinding
{
    /// <summary>Surely nothing was written.</summary>
    Nothing,

    /// <summary>Tables, sequences or large objects were written.</summary>
    Written,

    /// <summary>The log cannot tell; the contents have to.</summary>
    Unclear,
}

/// <summary>The answer of the write-ahead log, and its reasons.</summary>
/// <param name="Finding">The answer.</param>
/// <param name="Changes">What was written, by table: <c>public.orders: 3 rows inserted</c>.</param>
/// <param name="Reason">Where the log cannot tell: why not.</param>
internal sealed record WalVerdict(WalFinding Finding, IReadOnlyList<string> Changes, string Reason = "")
{
    public static WalVerdict Nothing { get; } = new(WalFinding.Nothing, []);

    public static WalVerdict Written(IReadOnlyList<string> changes) => new(WalFinding.Written, changes);

    public static WalVerdict Unclear(string reason) => new(WalFinding.Unclear, [], reason);
}
