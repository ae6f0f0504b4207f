using System.Globalization;
using System.Net.Http.Json;
using Cake.Frosting.Release.Composing;
using Cake.Frosting.Release.Steps;
using Npgsql;
using Quickstart.Setup;

namespace Quickstart.Clients;

/// <summary>
/// A few clients that order without pause while the shop is released. Each order that the shop acknowledged is
/// noted in a file at once; at the end every one of them is looked up in the database.
/// </summary>
internal sealed class WriteLoad(WorkspaceSettings settings) : ICompanion
{
    private const int Clients = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private readonly CancellationTokenSource stop = new();
    private readonly HttpClient client = new()
    {
        BaseAddress = settings.WebAddress,
        Timeout = TimeSpan.FromSeconds(5),
    };
    private readonly Reachability reachability = new(TimeProvider.System);
    private AcknowledgedOrders? acknowledged;
    private Task[] working = [];

    public Task BeginAsync(bool isNew, CancellationToken cancellationToken)
    {
        if (isNew)
        {
            File.Delete(settings.Acknowledged);
        }

        acknowledged = new AcknowledgedOrders(settings.Acknowledged);
        working =
        [
            .. Enumerable.Range(1, Clients).Select(number => Task.Run(() => OrderAsync(number), stop.Token)),
        ];
        return Task.CompletedTask;
    }

    public async Task<IReadOnlyList<string>> EndAsync(Facts facts)
    {
        if (acknowledged is null)
        {
            return [];
        }

        await stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(working).ConfigureAwait(false);
        acknowledged.Dispose();
        var ids = AcknowledgedOrders.Read(settings.Acknowledged);
        Record(facts, "writes.acknowledged", ids.Count);
        Record(facts, "downtime.seconds", reachability.Away.TotalSeconds);
        long lost;
        try
        {
            lost = await LostOrders.CountAsync(settings, ids).ConfigureAwait(false);
        }
        catch (NpgsqlException exception)
        {
            // Behind the fence of a release that waits; they are looked up when it goes on, or back.
            return [$"The {ids.Count} acknowledged orders cannot be looked up now: {exception.Message}"];
        }

        Record(facts, "writes.lost", lost);
        return lost == 0
            ? []
            :
            [
                $"{lost} of {ids.Count} acknowledged orders are not in the database; their ids are in {settings.Acknowledged}.",
            ];
    }

    public void Dispose()
    {
        acknowledged?.Dispose();
        client.Dispose();
        stop.Dispose();
    }

    private async Task OrderAsync(int number)
    {
        while (!stop.IsCancellationRequested)
        {
            var id = Guid.CreateVersion7();
            var sent = reachability.Now;
            try
            {
                using var response = await client
                    .PostAsJsonAsync(
                        "/orders",
                        new
                        {
                            id,
                            customer = $"client-{number}",
                            amount = 12.34m,
                        }
                    )
                    .ConfigureAwait(false);
                response.EnsureSuccessStatusCode();
                acknowledged!.Add(id);
                reachability.Answered();
            }
            catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
            {
                // Not acknowledged: the order may be there or not, and the client would order again.
                reachability.Failed(sent);
            }

            await Task.Delay(Pause).ConfigureAwait(false);
        }
    }

    private static void Record(Facts facts, string key, double value)
    {
        var dot = key.LastIndexOf('.');
        facts.Record(key[..dot], key[(dot + 1)..], value.ToString("0.###", CultureInfo.InvariantCulture));
    }
}
