using Quickstart.Setup;

namespace Quickstart.Clients;

/// <summary>Looks acknowledged orders up in the database, past the service.</summary>
internal static class LostOrders
{
    private const int AtOnce = 5000;

    public static async Task<long> CountAsync(WorkspaceSettings settings, IReadOnlyList<Guid> ids)
    {
        await using var database = settings.OpenDatabase();
        long found = 0;
        foreach (var some in ids.Chunk(AtOnce))
        {
            await using var command = database.CreateCommand(
                "select count(*) from orders where id = any($1)"
            );
            command.Parameters.AddWithValue(some);
            found += (long)(await command.ExecuteScalarAsync().ConfigureAwait(false))!;
        }

        return ids.Count - found;
    }
}
