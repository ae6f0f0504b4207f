using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace Cake.Frosting.Release.Commands;

/// <summary>
/// Moves what is in one pipe into another within the kernel: a dump of many gigabytes is not copied into this process
/// and out again, which would take as long as compressing it.
/// </summary>
internal static partial class PipeSplice
{
    private const uint Move = 1;
    private const int Interrupted = 4;
    private const int Again = 11;
    private const int BrokenPipe = 32;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    /// <summary>
    /// Moves until there is no more (<c>true</c>) or nobody reads it any more (<c>false</c>); <c>null</c> where this
    /// system cannot, and nothing was moved.
    /// </summary>
    public static Task<bool?> MoveAsync(Stream from, Stream to, Action<long>? count) =>
        OperatingSystem.IsLinux() && from is PipeStream source && to is PipeStream target
            ? Task.Factory.StartNew(
                () => MoveAll(source.SafePipeHandle, target.SafePipeHandle, count),
                CancellationToken.None,
                // It waits in the kernel for as long as the pipeline runs.
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default
            )
            : Task.FromResult<bool?>(null);

    private static bool? MoveAll(SafeHandle from, SafeHandle to, Action<long>? count)
    {
        long moved = 0;
        while (true)
        {
            var bytes = Splice(from, 0, to, 0, PipeRoom.Bytes, Move);
            if (bytes == 0)
            {
                return true;
            }

            if (bytes > 0)
            {
                moved += bytes;
                count?.Invoke(moved);
                if (bytes < PipeRoom.Bytes / 8)
                {
                    // Little was in it: it is left to fill up, or every few kilobytes would wake two processes up.
                    Thread.Sleep(Pause);
                }

                continue;
            }

            switch (Marshal.GetLastPInvokeError())
            {
                case Interrupted:
                    break;
                case Again:
                    Thread.Sleep(Pause);
                    break;
                case BrokenPipe:
                    return false;
                case var _ when moved == 0:
                    return null;
                case var error:
                    throw new IOException(Marshal.GetPInvokeErrorMessage(error));
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "splice", SetLastError = true)]
    private static partial nint Splice(
        SafeHandle from,
        nint fromOffset,
        SafeHandle to,
        nint toOffset,
        nint length,
        uint flags
    );
}
