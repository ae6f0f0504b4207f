using Recipes.Tests.Stacks;

namespace Recipes.Tests.Utilitarian;

/// <summary>Meters that send readings without end; each is sent until it is taken.</summary>
internal sealed class MeterLoad(UtilitarianSite site) : IAsyncDisposable
{
    private readonly Load load = new(reading => site.TrySendAsync(reading, CancellationToken.None));

    /// <summary>Ends the load.</summary>
    /// <returns>The readings that were acknowledged.</returns>
    public Task<HashSet<Guid>> StopAsync() => load.StopAsync();

    public ValueTask DisposeAsync() => load.DisposeAsync();
}
