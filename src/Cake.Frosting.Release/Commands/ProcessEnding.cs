using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Cake.Frosting.Release.Commands;

/// <summary>Ends a process and what it started, politely, then surely.</summary>
internal static partial class ProcessEnding
{
    private const int Sigterm = 15;
    private const int Sigkill = 9;
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    public static async Task EndAsync(Process process)
    {
        if (!OperatingSystem.IsWindows() && !process.HasExited)
        {
            // A shell ends on SIGTERM and leaves behind what it runs: a migration would go on by itself.
            var children = ProcessTree.Below(process.Id);
            // .NET has no call for SIGTERM; pg_dump and others clean up after themselves when they get it.
            _ = Kill(process.Id, Sigterm);
            Send(children, Sigterm);
            using var grace = new CancellationTokenSource(Grace);
            try
            {
                await process.WaitForExitAsync(grace.Token).ConfigureAwait(false);
                while (children.Any(ProcessTree.IsAlive))
                {
                    await Task.Delay(Pause, grace.Token).ConfigureAwait(false);
                }

                return;
            }
            catch (OperationCanceledException) when (grace.IsCancellationRequested)
            {
                Send([.. children, .. ProcessTree.Below(children.Select(child => child.Id))], Sigkill);
            }
        }

        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private static void Send(IEnumerable<ProcessInstance> processes, int signal)
    {
        foreach (var process in processes.Where(ProcessTree.IsAlive))
        {
            _ = Kill(process.Id, signal);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int processId, int signal);
}
