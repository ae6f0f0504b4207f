using Cake.Frosting.Release.Configuration;

namespace Cake.Frosting.Release.Chain;

/// <summary>Prints the JSON Schema of release.yml, for editors.</summary>
[TaskName("Schema")]
[TaskDescription("Prints the JSON Schema of release.yml, for editors.")]
public sealed class SchemaTask : FrostingTask<ReleaseContext>
{
    /// <inheritdoc/>
    public override void Run(ReleaseContext context) => context.Releaser.Print(JsonSchema.Write());
}
