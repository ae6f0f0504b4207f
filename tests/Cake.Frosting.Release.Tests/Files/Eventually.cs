using System.Diagnostics;

namespace Cake.Frosting.Release.Tests.Files;

/// <summary>Waits for what happens in other processes, with a generous deadline.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    public static async Task ShouldHoldAsync(Func<bool> condition, string what)
    {
        var clock = Stopwatch.StartNew();
        while (!condition())
        {
            (clock.Elapsed < Deadline).ShouldBeTrue($"waited {Deadline.TotalSeconds} s in vain: {what}");
            await Task.Delay(20);
        }
    }
}
