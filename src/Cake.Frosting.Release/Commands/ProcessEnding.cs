using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Cake.Frosting.Release.Commands;

/// <summary>Ends a process politely, then surely.</summary>
internal static partial class ProcessEnding
{
    private const int Sigterm = 15;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public static async Task EndAsync(Process process)
    {
        if (!OperatingSystem.IsWindows())
        {
            // .NET has no call for SIGTERM; pg_dump and others clean up after themselves when they get it.
            _ = Kill(process.Id, Sigterm);
            using var grace = new CancellationTokenSource(Grace);
            try
            {
                await process.WaitForExitAsync(grace.Token).ConfigureAwait(false);
                return;
            }
            catch (OperationCanceledException) when (grace.IsCancellationRequested) { }
        }

        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}
