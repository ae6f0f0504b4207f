using System.Security.Cryptography;

namespace Cake.Frosting.Release.Commands;

/// <summary>
/// What flows through a pipeline: into the first command, between them, and out of the last. It is counted on its way,
/// and hashed where it is written; whatever the size, no more than a buffer of it is here.
/// </summary>
internal sealed class PipelineFlow(
    Pipeline pipeline,
    IReadOnlyList<PipelineProcess> processes,
    FileStream? output,
    Action<long>? onBytes
) : IDisposable
{
    private const int BufferSize = PipeRoom.Bytes / 2;

    /// <summary>So long a pipe may fill up before it is read again, where little was in it.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>How many bytes the last command has written into the file.</summary>
    public long Written { get; private set; }

    /// <summary>Why a file could not be read or written, and which.</summary>
    public (Exception? Exception, string? File) Failure { get; private set; }

    /// <summary>The SHA-256 of what was written.</summary>
    public string Sha256 => Convert.ToHexStringLower(hash.GetCurrentHash());

    /// <summary>Lets everything flow, to the end.</summary>
    /// <param name="unwritten">Reads what the last command says where no file takes it.</param>
    public Task RunAsync(OutputPump? unwritten)
    {
        var flows = new List<Task> { FeedAsync() };
        for (var i = 0; i + 1 < processes.Count; i++)
        {
            // Counted where the data has its full size: behind the first command, or as it is read.
            var count = i == 0 && pipeline.InputFile is null ? onBytes : null;
            flows.Add(BetweenAsync(processes[i], processes[i + 1], count));
        }

        flows.Add(unwritten is null ? WriteAsync(processes[^1], output!) : unwritten.ReadAsync());
        flows.AddRange(processes.Select(process => process.Reading));
        return Task.WhenAll(flows);
    }

    /// <summary>What was written is on the disk when this returns.</summary>
    public void Flush()
    {
        try
        {
            output?.Flush(flushToDisk: true);
        }
        catch (IOException exception)
        {
            Failure = Failure.Exception is null ? (exception, pipeline.OutputFile) : Failure;
        }
    }

    public void Dispose() => hash.Dispose();

    private async Task FeedAsync()
    {
        var input = processes[0].Input;
        if (pipeline.InputFile is { } path)
        {
            PipeRoom.Make(input);
            try
            {
                await using var source = new FileStream(
                    path,
                    FileMode.Open,
                    FileAccess.Read,
                    FileShare.Read,
                    0,
                    FileOptions.SequentialScan
                );
                await CopyAsync(source, input, onBytes).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                Failure = (exception, path);
            }
        }

        Close(input);
    }

    private static async Task BetweenAsync(PipelineProcess from, PipelineProcess to, Action<long>? count)
    {
        PipeRoom.Make(from.Output);
        PipeRoom.Make(to.Input);
        var isRead =
            await PipeSplice.MoveAsync(from.Output, to.Input, count).ConfigureAwait(false)
            ?? await CopyAsync(from.Output, to.Input, count).ConfigureAwait(false);
        Close(to.Input);
        if (!isRead)
        {
            from.Abandon();
        }
    }

    private async Task WriteAsync(PipelineProcess from, FileStream file)
    {
        PipeRoom.Make(from.Output);
        var count = processes.Count == 1 && pipeline.InputFile is null ? onBytes : null;
        var buffer = new byte[BufferSize];
        try
        {
            int read;
            while ((read = await from.Output.ReadAsync(buffer).ConfigureAwait(false)) > 0)
            {
                hash.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read)).ConfigureAwait(false);
                Written += read;
                count?.Invoke(Written);
                await RestAsync(read).ConfigureAwait(false);
            }
        }
        catch (IOException exception)
        {
            Failure = (exception, pipeline.OutputFile);
            from.Abandon();
        }
    }

    /// <summary>Copies until there is no more, or nobody reads it any more, which it tells by <c>false</c>.</summary>
    private static async Task<bool> CopyAsync(Stream from, Stream to, Action<long>? count)
    {
        var buffer = new byte[BufferSize];
        long copied = 0;
        int read;
        while ((read = await from.ReadAsync(buffer).ConfigureAwait(false)) > 0)
        {
            try
            {
                await to.WriteAsync(buffer.AsMemory(0, read)).ConfigureAwait(false);
            }
            catch (IOException)
            {
                return false;
            }

            copied += read;
            count?.Invoke(copied);
            await RestAsync(read).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>Where little was in a pipe it is left to fill up; what was read has gone on by now.</summary>
    private static Task RestAsync(int read) => read < BufferSize / 8 ? Task.Delay(Pause) : Task.CompletedTask;

    /// <summary>Closing writes what is left in a buffer, and nobody may be there to read it.</summary>
    private static void Close(Stream stream)
    {
        try
        {
            stream.Dispose();
        }
        catch (IOException) { }
    }
}
