namespace Cake.Frosting.Release.Postgres;

/// <summary>Connections that were let in through the fence.</summary>
/// <param name="Sessions">The connections.</param>
/// <param name="Quiet">
/// Whether surely nobody wrote while it was open: no transaction but the tool's own got a number in the whole cluster.
/// </param>
internal sealed record FenceEntry(IReadOnlyList<Session> Sessions, bool Quiet);
