using System.Diagnostics;
using System.Security.Cryptography;

namespace Cake.Frosting.Release.Commands;

/// <summary>
/// Runs a pipeline once. What flows between two commands goes through a buffer here, whatever the size: so it is
/// counted on its way, and hashed where it is written.
/// </summary>
internal sealed class PipelineRun(Pipeline pipeline, Redactor redactor, Leash? leash)
{
    private const int BufferSize = 128 * 1024;
    private const int TextLimit = 64 * 1024;

    /// <summary>When one command has failed, the others have so long to end by themselves.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly List<PipelineProcess> processes = [];
    private readonly PipelineFailures failures = new(pipeline, redactor);
    private Exception? fileFailure;
    private string? file;
    private long written;

    public async Task<PipelineResult> RunAsync(
        Action<string>? onLine,
        Action<long>? onBytes,
        CancellationToken cancellationToken
    )
    {
        var clock = Stopwatch.StartNew();
        await using var output = OpenOutput();
        try
        {
            // The last one first: where a program is missing, none has begun to work for nobody.
            foreach (var part in pipeline.Parts.Reverse())
            {
                processes.Insert(0, new PipelineProcess(part, redactor, leash, onLine));
            }

            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var flows = FlowsAsync(output, hash, onLine, onBytes);
            await WaitAsync(cancellationToken).ConfigureAwait(false);
            // A grandchild may hold a pipe open for ever; what was written is read by now.
            await Task.WhenAny(flows, Task.Delay(Grace, CancellationToken.None)).ConfigureAwait(false);
            Flush(output);
            if (failures.Find(processes, fileFailure, file) is { } failure)
            {
                throw failure;
            }

            await flows.ConfigureAwait(false);
            return new PipelineResult(
                written,
                Convert.ToHexStringLower(hash.GetHashAndReset()),
                clock.Elapsed
            );
        }
        finally
        {
            foreach (var process in processes)
            {
                await process.StopAsync().ConfigureAwait(false);
                process.Dispose();
            }
        }
    }

    private FileStream? OpenOutput()
    {
        if (pipeline.OutputFile is not { } path)
        {
            return null;
        }

        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            return new FileStream(path, options);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw failures.Find([], exception, path)!;
        }
    }

    private void Flush(FileStream? output)
    {
        try
        {
            output?.Flush(flushToDisk: true);
        }
        catch (IOException exception)
        {
            (fileFailure, file) = (fileFailure ?? exception, pipeline.OutputFile);
        }
    }

    /// <summary>Everything that flows: into the first command, between them, and out of the last.</summary>
    private Task FlowsAsync(
        FileStream? output,
        IncrementalHash hash,
        Action<string>? onLine,
        Action<long>? onBytes
    )
    {
        var flows = new List<Task> { FeedAsync(onBytes) };
        for (var i = 0; i + 1 < processes.Count; i++)
        {
            // Counted where the data has its full size: behind the first command, or as it is read.
            var count = i == 0 && pipeline.InputFile is null ? onBytes : null;
            flows.Add(BetweenAsync(processes[i], processes[i + 1], count));
        }

        flows.Add(
            output is null
                ? new OutputPump(processes[^1].OutputText, TextLimit, redactor, onLine).ReadAsync()
                : WriteAsync(
                    processes[^1],
                    output,
                    hash,
                    processes.Count == 1 && pipeline.InputFile is null ? onBytes : null
                )
        );
        flows.AddRange(processes.Select(process => process.Reading));
        return Task.WhenAll(flows);
    }

    private async Task FeedAsync(Action<long>? onBytes)
    {
        var input = processes[0].Input;
        if (pipeline.InputFile is { } path)
        {
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
                (fileFailure, file) = (exception, path);
            }
        }

        Close(input);
    }

    private static async Task BetweenAsync(PipelineProcess from, PipelineProcess to, Action<long>? onBytes)
    {
        var isRead = await CopyAsync(from.Output, to.Input, onBytes).ConfigureAwait(false);
        Close(to.Input);
        if (!isRead)
        {
            from.Abandon();
        }
    }

    private async Task WriteAsync(
        PipelineProcess from,
        FileStream output,
        IncrementalHash hash,
        Action<long>? onBytes
    )
    {
        var buffer = new byte[BufferSize];
        try
        {
            int read;
            while ((read = await from.Output.ReadAsync(buffer).ConfigureAwait(false)) > 0)
            {
                hash.AppendData(buffer, 0, read);
                await output.WriteAsync(buffer.AsMemory(0, read)).ConfigureAwait(false);
                written += read;
                onBytes?.Invoke(written);
            }
        }
        catch (IOException exception)
        {
            (fileFailure, file) = (exception, pipeline.OutputFile);
            from.Abandon();
        }
    }

    /// <summary>Copies until there is no more, or nobody reads it any more, which it tells by <c>false</c>.</summary>
    private static async Task<bool> CopyAsync(Stream from, Stream to, Action<long>? onBytes)
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
            onBytes?.Invoke(copied);
        }

        return true;
    }

    /// <summary>Closing writes what is left in a buffer, and nobody may be there to read it.</summary>
    private static void Close(Stream stream)
    {
        try
        {
            stream.Dispose();
        }
        catch (IOException) { }
    }

    /// <summary>Waits for all; where one fails, those that do not end by themselves are stopped.</summary>
    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        var cancelled = new TaskCompletionSource();
        await using var registration = cancellationToken.Register(() => cancelled.TrySetResult());
        var left = processes.ToList();
        while (left.Count > 0)
        {
            await Task.WhenAny([cancelled.Task, .. left.Select(process => process.Exit)])
                .ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            var failed = left.Any(process => process.Exit.IsCompleted && !process.Succeeded);
            left.RemoveAll(process => process.Exit.IsCompleted);
            if (failed || fileFailure is not null)
            {
                await Task.WhenAny(
                        Task.WhenAll(left.Select(process => process.Exit)),
                        Task.Delay(Grace, cancellationToken)
                    )
                    .ConfigureAwait(false);
                await Task.WhenAll(left.Select(process => process.StopAsync())).ConfigureAwait(false);
                return;
            }
        }
    }
}
