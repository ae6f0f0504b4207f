using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace Cake.Frosting.Release.Commands;

/// <summary>
/// Makes room in a pipe. pg_dump writes 4 KB at a time; in a pipe of the usual 64 KB every few of them would wake
/// somebody up, and the waking would cost more than the dump.
/// </summary>
internal static partial class PipeRoom
{
    /// <summary>What Linux gives to everybody.</summary>
    public const int Bytes = 1 << 20;

    private const int SetPipeSize = 1031;

    /// <summary>Elsewhere, or where the user's pipes have too much room already, it stays as it is.</summary>
    public static void Make(Stream stream)
    {
        if (OperatingSystem.IsLinux() && stream is PipeStream pipe)
        {
            _ = Control(pipe.SafePipeHandle, SetPipeSize, Bytes);
        }
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(SafeHandle descriptor, int command, int value);
}
