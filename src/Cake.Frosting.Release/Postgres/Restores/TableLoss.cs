namespace Cake.Frosting.Release.Postgres;

/// <summary>What a restore would lose of one table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Rows">How many rows it has more than in the backup; 0 where rows were changed and none added.</param>
internal sealed record TableLoss(string Table, long Rows);
