using System.Text;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Files;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Composing;

/// <summary>A page that is there while it is on: the server in front shows it, and outlives the services.</summary>
/// <param name="ownership">Whose it is.</param>
/// <param name="name">What the mode is called.</param>
/// <param name="path">The page's file, in full.</param>
/// <param name="from">The file that it is copied from; <c>null</c> for a plain page.</param>
internal sealed class PageMode(Ownership ownership, string name, string path, string? from) : IMode
{
    private const string Plain = """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta http-equiv="refresh" content="30">
        <title>Maintenance</title>
        <h1>Maintenance</h1>
        <p>This service is being updated. It will be back soon.</p>
        </html>

        """;

    private readonly ProjectFile file = new(Path.GetDirectoryName(path)!, Path.GetFileName(path));

    public string Name => name;

    public IReadOnlyList<Instruction> On =>
        [Instruction.Manual(from is null ? $"Put a page at {path}" : $"Copy {from} to {path}")];

    public IReadOnlyList<Instruction> Off => [Instruction.Manual($"Remove {path}")];

    public IEnumerable<Step> Preflight =>
        [
            new Step
            {
                Id = $"preflight/page:{path}",
                Stage = Stage.Preflight,
                Title = $"Check that {path} can be put there",
                After = [],
                RunsAgain = true,
                Act = (_, _) =>
                {
                    Check();
                    return Task.CompletedTask;
                },
            },
        ];

    public Task OnAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (file.Exists && !ownership.IsOurs(context))
        {
            ownership.Meet(context);
            return Task.CompletedTask;
        }

        ownership.Take(context);
        context.Issue(On[0]);
        file.Write(Bytes());
        return Task.CompletedTask;
    }

    public Task OffAsync(StepContext context, CancellationToken cancellationToken)
    {
        if (!ownership.Stays(context) && ownership.IsOurs(context))
        {
            context.Issue(Off[0]);
            file.Delete();
            ownership.End(context);
        }

        return Task.CompletedTask;
    }

    private void Check()
    {
        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw new ReleaseRefusedException(
                $"There is no directory {Path.GetDirectoryName(path)} for the maintenance page.",
                "Make it, and let the server in front look at it."
            );
        }

        _ = Bytes();
    }

    private ReadOnlyMemory<byte> Bytes() =>
        from is null
            ? Encoding.UTF8.GetBytes(Plain)
            : new ProjectFile(Path.GetDirectoryName(from)!, Path.GetFileName(from)).Read(
                "Name another file in maintenance/page/from of the configuration."
            );
}
