using Cake.Frosting.Release.Configuration;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Checks;

/// <summary>A file that must be there, or gone.</summary>
/// <param name="check">Which one, and how it must be.</param>
public sealed class FileProbe(FileCheck check) : ICheck
{
    /// <inheritdoc/>
    public Instruction Instruction =>
        Instruction.Manual(
            check switch
            {
                { RenamedTo: { } name } => $"Wait until {check.Path} is called {name}",
                { State: FileState.Gone } => $"Wait until there is no {check.Path}",
                { State: FileState.NotEmpty } => $"Wait until {check.Path} has bytes in it",
                _ => $"Wait until there is {check.Path}",
            }
        );

    /// <inheritdoc/>
    public Task<string?> TryAsync(StepContext context, CancellationToken cancellationToken) =>
        Task.FromResult(Look());

    private string? Look()
    {
        var file = new FileInfo(check.Path);
        if (check.RenamedTo is { } name)
        {
            return file.Exists ? $"{check.Path} is still there"
                : !File.Exists(name) ? $"there is neither {check.Path} nor {name}"
                : null;
        }

        return check.State switch
        {
            FileState.Gone => file.Exists ? $"{check.Path} is still there" : null,
            _ when !file.Exists => $"there is no {check.Path}",
            FileState.NotEmpty when file.Length == 0 => $"{check.Path} is empty",
            _ => null,
        };
    }
}
