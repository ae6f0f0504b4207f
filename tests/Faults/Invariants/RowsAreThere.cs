using Faults.Bench;
using Npgsql;

namespace Faults.Invariants;

/// <summary>Every row that the service acknowledged is in the database, and so are those from before.</summary>
internal sealed class RowsAreThere : IInvariant
{
    private const long FromTheBeginning = 30_000;

    public string Name => "no row is lost";

    public static async Task<long> CountLostAsync(IFaultBench bench)
    {
        var rows = bench.Writer.Acknowledged();
        try
        {
            return rows.Count
                - await bench.Server.QueryAsync<long>(
                    "shop",
                    "select count(*) from orders where id = any($1)",
                    rows.ToArray()
                );
        }
        catch (NpgsqlException)
        {
            // Nobody can look: that is told by the service not answering.
            return 0;
        }
    }

    public async Task<IReadOnlyList<string>> FindAsync(Scene scene)
    {
        var lost = await CountLostAsync(scene.Bench);
        var all = await scene.Bench.Server.QueryAsync<long>("shop", "select count(*) from orders");
        List<string> problems = lost == 0 ? [] : [$"{lost} acknowledged rows are not in the database"];
        if (all < FromTheBeginning)
        {
            problems.Add($"there are {all} orders, and there were {FromTheBeginning} from the beginning");
        }

        return problems;
    }
}
