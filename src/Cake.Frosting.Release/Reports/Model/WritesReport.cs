namespace Cake.Frosting.Release.Reports;

/// <summary>What became of the rows that a client wrote while the release ran.</summary>
/// <param name="Acknowledged">Rows whose write the service acknowledged.</param>
/// <param name="Lost">Acknowledged rows that were not found afterwards.</param>
public sealed record WritesReport(long Acknowledged, long Lost);
