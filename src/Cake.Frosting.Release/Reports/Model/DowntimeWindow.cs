namespace Cake.Frosting.Release.Reports;

/// <summary>A time during which users were cut off.</summary>
/// <param name="From">When it began, in UTC.</param>
/// <param name="To">When the service served again, in UTC; <c>null</c> where it has not, or nobody knows.</param>
/// <param name="Seconds">How long, in seconds; <c>null</c> where <paramref name="To"/> is.</param>
public sealed record DowntimeWindow(DateTimeOffset From, DateTimeOffset? To, double? Seconds);
