using Cake.Frosting;
using Cake.Frosting.Release.Chain;
using Quickstart.Setup;

namespace Quickstart;

/// <summary>Stops the quickstart's shop and cluster, and removes its workspace.</summary>
[TaskName("Teardown")]
[TaskDescription("Stops the quickstart's shop and cluster, and removes its workspace.")]
public sealed class TeardownTask : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc/>
    public override Task RunAsync(ReleaseContext context) =>
        context.Releaser.DoAsync(
            (tool, cancellationToken) =>
                new WorkspaceTeardown(
                    new WorkspaceSettings(Path.Combine(tool.Arguments.Directory, new Recipe().Workspace!)),
                    tool
                ).RunAsync(cancellationToken)
        );
}
