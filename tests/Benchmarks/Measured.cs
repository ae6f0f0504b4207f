namespace Benchmarks;

/// <summary>What was measured of one contender.</summary>
/// <param name="Contender">Whom.</param>
/// <param name="Seconds">The median wall time, in seconds.</param>
/// <param name="Ratio">The median ratio of wall times to the first contender's in the same round.</param>
internal sealed record Measured(Contender Contender, double Seconds, double Ratio);
