using Cake.Common;
using Cake.Frosting;
using Cake.Frosting.Release.Chain;
using Cake.Frosting.Release.Commands;

namespace Build.Tests;

/// <summary>Lets everything go wrong that can, and looks whether the service and its rows are there afterwards.</summary>
[TaskName("Faults")]
[TaskDescription(
    "Lets everything go wrong in releases: --seed=N, --only=KIND or id, --workers=N, --sample=N of a kind, --system=compose."
)]
public sealed class FaultsTask : AsyncFrostingTask<ReleaseContext>
{
    private static readonly string[] Options = ["seed", "only", "workers", "sample", "system"];

    /// <inheritdoc/>
    public override Task RunAsync(ReleaseContext context)
    {
        var command = new Command(
            "dotnet",
            "run",
            "--configuration=Release",
            "--project=tests/Faults",
            "--",
            $"--tool={Path.Combine(AppContext.BaseDirectory, "Build.dll")}"
        ).With(
            Options
                .Where(option => context.HasArgument(option))
                .Select(option => $"--{option}={context.Argument<string>(option)}")
        );
        command = command.With(context.HasArgument("list") ? ["--list"] : []);
        return context.Releaser.DoAsync((tool, token) => Repository.ShowAsync(tool, command, token));
    }
}
