namespace Cake.Frosting.Release.Postgres;

/// <summary>Waits for work that is done at the same time.</summary>
internal static class Together
{
    /// <summary>Waits for all; when one fails the others are cancelled, and its failure is the one thrown.</summary>
    public static async Task AllAsync(CancellationTokenSource cancellation, params Task[] tasks)
    {
        try
        {
            await foreach (var task in Task.WhenEach(tasks).ConfigureAwait(false))
            {
                await task.ConfigureAwait(false);
            }
        }
        catch
        {
            await cancellation.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }
}
