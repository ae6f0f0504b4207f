using Cake.Frosting.Release.Errors;

namespace Cake.Frosting.Release.Commands;

/// <summary>
/// The error of a pipeline. It names the commands that failed by themselves: one whose reader went away, or that
/// was stopped because another failed, is not to blame.
/// </summary>
internal sealed class PipelineFailures(Pipeline pipeline, Redactor redactor)
{
    /// <summary>The error; <c>null</c> where every command did what it should.</summary>
    public CommandFailedException? Find(
        IReadOnlyList<PipelineProcess> processes,
        Exception? fileFailure,
        string? file
    )
    {
        var failed = processes.Where(process => !process.Succeeded && !process.WasStopped).ToList();
        if (fileFailure is not null)
        {
            return new CommandFailedException(
                $"{Subject} could not go on: {file}: {fileFailure.Message}",
                null,
                "",
                "Look at the disk that the file is on: whether it has room, and may be written and read.",
                fileFailure
            );
        }

        if (failed.Count == 0)
        {
            return processes.All(process => process.Succeeded)
                ? null
                : processes.First(process => !process.Succeeded).Failure();
        }

        var guilty = failed.Where(process => !process.LostItsReader).ToList();
        var errors = (guilty.Count > 0 ? guilty : failed).Select(process => process.Failure()).ToList();
        return processes.Count == 1
            ? errors[0]
            : new CommandFailedException(
                $"{Subject} failed, as {string.Join("\n  and ", errors.Select(error => error.Problem))}",
                errors[0].CommandExitCode,
                string.Join('\n', errors.Select(error => error.StandardError)),
                errors[0].WayOut,
                errors[0]
            );
    }

    private string Subject => redactor.Redact($"The pipeline\n    {pipeline}\n ");
}
