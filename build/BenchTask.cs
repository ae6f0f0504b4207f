using Cake.Common;
using Cake.Frosting;
using Cake.Frosting.Release.Chain;
using Cake.Frosting.Release.Commands;

namespace Build;

/// <summary>Measures, side by side with what people use otherwise.</summary>
[TaskName("Bench")]
[TaskDescription("Measures against what people use otherwise: --only=assets or startup, --full for longer.")]
public sealed class BenchTask : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(ReleaseContext context)
    {
        var command = new Command(
            "dotnet",
            "run",
            "--configuration=Release",
            "--project=tests/Benchmarks",
            "--",
            context.Argument("only", "all")
        ).With(context.HasArgument("full") ? ["--full"] : []);
        return context.Releaser.DoAsync((tool, token) => Repository.ShowAsync(tool, command, token));
    }
}
