using System.Net.Http.Json;

namespace Faults.Bench;

/// <summary>
/// Clients that write through the service without pause, whatever becomes of the tool. Each row that the service
/// acknowledged is remembered, and has to be in the database ever after.
/// </summary>
/// <param name="address">The service.</param>
internal sealed class Writer(Uri address) : IAsyncDisposable
{
    private const int Clients = 2;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    private readonly Lock gate = new();
    private readonly CancellationTokenSource stop = new();
    private readonly HttpClient client = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(5) };
    private List<Guid> acknowledged = [];
    private Task[] working = [];

    /// <summary>How many rows were acknowledged in all.</summary>
    public long Count { get; private set; }

    public void Begin() =>
        working = [.. Enumerable.Range(1, Clients).Select(number => Task.Run(() => WriteOnAsync(number)))];

    /// <summary>The rows that were acknowledged and not yet let go.</summary>
    public IReadOnlyList<Guid> Acknowledged()
    {
        lock (gate)
        {
            return [.. acknowledged];
        }
    }

    /// <summary>Rows that were looked up and may go.</summary>
    public void LetGo(IReadOnlyCollection<Guid> rows)
    {
        var gone = rows.ToHashSet();
        lock (gate)
        {
            acknowledged = [.. acknowledged.Where(id => !gone.Contains(id))];
        }
    }

    /// <summary>Waits until a row that is sent from now on is acknowledged; what hinders it, or <c>null</c>.</summary>
    public async Task<string?> TryUntilTakenAsync(TimeSpan patience)
    {
        var limit = DateTime.UtcNow + patience;
        while (true)
        {
            var problem = await TryAsync(0);
            if (problem is null || DateTime.UtcNow > limit)
            {
                return problem;
            }

            await Task.Delay(100);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await Task.WhenAll(working);
        client.Dispose();
        stop.Dispose();
    }

    private async Task WriteOnAsync(int number)
    {
        while (!stop.IsCancellationRequested)
        {
            await TryAsync(number);
            await Task.Delay(Pause);
        }
    }

    private async Task<string?> TryAsync(int number)
    {
        var id = Guid.CreateVersion7();
        try
        {
            using var response = await client.PostAsJsonAsync(
                "/orders",
                new
                {
                    id,
                    customer = $"client-{number}",
                    amount = 12.34m,
                }
            );
            if (!response.IsSuccessStatusCode)
            {
                return $"the service answered {(int)response.StatusCode} to an order";
            }

            lock (gate)
            {
                acknowledged.Add(id);
                Count++;
            }

            return null;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            // Not acknowledged: the row may be there or not.
            return $"the service takes no order: {exception.Message}";
        }
    }
}
