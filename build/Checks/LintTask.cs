using Cake.Core;
using Cake.Frosting;
using Cake.Frosting.Release.Chain;
using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;

namespace Build.Checks;

/// <summary>Checks the format, the analyzers' warnings, the shell scripts and the words of every file.</summary>
[TaskName("Lint")]
[TaskDescription(
    "Checks format, warnings, shell scripts, and that no file names a registry or a person's machine."
)]
public sealed class LintTask : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(ReleaseContext context) => context.Releaser.DoAsync(RunAsync);

    private static async Task RunAsync(Tool tool, CancellationToken cancellationToken)
    {
        List<string> problems = [];
        Command[] commands =
        [
            new("dotnet", "tool", "restore", "--verbosity=quiet"),
            new("dotnet", "csharpier", "check", "."),
            new("dotnet", "build", "Recipes.sln", "-warnaserror", "--nologo", "--verbosity=quiet"),
            .. await TrackedFiles.ScriptChecksAsync(tool, cancellationToken),
        ];
        foreach (var command in commands)
        {
            try
            {
                await Repository.ShowAsync(tool, command, cancellationToken);
            }
            catch (CommandFailedException exception)
            {
                problems.Add(exception.Problem.Split('\n')[0]);
            }
        }

        problems.AddRange(await TrackedFiles.UnwantedAsync(tool, cancellationToken));
        if (problems.Count > 0)
        {
            throw new CakeException(1, string.Join('\n', problems));
        }

        tool.Output.WriteLine("Nothing to complain about.");
    }
}
