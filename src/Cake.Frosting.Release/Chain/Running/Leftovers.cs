using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Journal;

namespace Cake.Frosting.Release.Chain;

/// <summary>
/// Ends what a killed run has left working, before a later run does anything: two dumps into one file, or two
/// migrations at once, must not be. As a rule the leash of the killed run has done so already.
/// </summary>
internal static class Leftovers
{
    public static async Task EndAsync(Tool tool, ReleaseRecord record, CancellationToken cancellationToken)
    {
        var origin = record.LatestOrigin;
        if (
            origin.GetValueOrDefault("machine") == Environment.MachineName
            && origin.GetValueOrDefault("leash") is { } run
            && Leash.EndCommand(run) is { } command
        )
        {
            await tool
                .Runner.RunAsync(
                    new ThisMachine(),
                    command,
                    line => tool.Output.WriteLine($"Ended what the killed run had left working: {line}"),
                    cancellationToken
                )
                .ConfigureAwait(false);
        }
    }
}
