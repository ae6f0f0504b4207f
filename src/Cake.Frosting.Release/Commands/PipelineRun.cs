using System.Diagnostics;

namespace Cake.Frosting.Release.Commands;

/// <summary>Runs a pipeline once: starts its commands, waits for them, and says which of them failed.</summary>
internal sealed class PipelineRun(Pipeline pipeline, Redactor redactor, Leash? leash)
{
    private const int TextLimit = 64 * 1024;

    /// <summary>When one command has failed, the others have so long to end by themselves.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly List<PipelineProcess> processes = [];
    private readonly PipelineFailures failures = new(pipeline, redactor);

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

            using var flow = new PipelineFlow(pipeline, processes, output, onBytes);
            var flows = flow.RunAsync(
                output is null ? new OutputPump(processes[^1].OutputText, TextLimit, redactor, onLine) : null
            );
            await WaitAsync(flow, cancellationToken).ConfigureAwait(false);
            // A grandchild may hold a pipe open for ever; what was written is read by now.
            await Task.WhenAny(flows, Task.Delay(Grace, CancellationToken.None)).ConfigureAwait(false);
            flow.Flush();
            if (failures.Find(processes, flow.Failure.Exception, flow.Failure.File) is { } failure)
            {
                throw failure;
            }

            await flows.ConfigureAwait(false);
            return new PipelineResult(flow.Written, flow.Sha256, clock.Elapsed);
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

    /// <summary>Waits for all; where one fails, those that do not end by themselves are stopped.</summary>
    private async Task WaitAsync(PipelineFlow flow, CancellationToken cancellationToken)
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
            if (failed || flow.Failure.Exception is not null)
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
